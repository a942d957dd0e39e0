/** Why an operation has no answer. Its message is a sentence for the operator. */
export abstract class Failure extends Error {}

/** Nobody answered, or not in time. */
export class Unreachable extends Failure {
  constructor(late: boolean) {
    super(late ? "The control center did not answer in time." : "The control center cannot be reached.");
  }
}

/** The session has ended, or there was none. */
export class SignedOut extends Failure {
  constructor() {
    super("Your session has ended. Please sign in again.");
  }
}

/** The control center answered, and said no. */
export class Refused extends Failure {}
