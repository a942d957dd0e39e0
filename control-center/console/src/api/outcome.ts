import { capitalised } from "../words/count";

/** The ways in which the control center declines a change, as values. */
export type Problem = {
  __typename: "InvalidInput" | "NotFound" | "Forbidden" | "Conflict";
  message: string;
  /** Only on InvalidInput: the path of the field, such as `sources[0].port`. */
  field?: string;
};

/** What a mutation answers: its success, or a problem. */
export type Outcome<Success> = (Success & { __typename: string }) | Problem;

const PROBLEMS = new Set(["InvalidInput", "NotFound", "Forbidden", "Conflict"]);

export function isProblem<Success extends object>(outcome: Outcome<Success>): outcome is Problem {
  return PROBLEMS.has(outcome.__typename);
}

/** A declined change, thrown so that a mutation's error path handles it. */
export class Declined extends Error {
  /** Where in the input the problem is; undefined when it is in no single field. */
  readonly field: string | undefined;

  constructor(problem: Problem) {
    super(sentence(problem));
    this.field = problem.field?.replace(/^input\./, "");
  }
}

/** The API names field and value; beside the field, where both can be seen, the rule is enough. */
function sentence({ message, field }: Problem): string {
  if (!field || !message.startsWith(`${field} `)) return capitalised(message);
  const rule = message.slice(field.length + 1).replace(/: '[^']*'$/, "");
  return `This ${rule}.`;
}

/** The success, or {@link Declined}. */
export function successOf<Success extends object>(outcome: Outcome<Success>): Success {
  if (isProblem(outcome)) throw new Declined(outcome);
  return outcome;
}

/** The selection that every mutation's result ends with. */
export const PROBLEM_FIELDS = `
  ... on Problem { message }
  ... on InvalidInput { field }
`;
