import { isIpAddress } from "../words/address";
import type { NewToken } from "./tokens";

const MOST_USES = 1_000;

/** The form as typed. */
export type TokenForm = {
  clusterId: string;
  description: string;
  uses: string;
  lifeHours: string;
  expectedAddress: string;
};
export type TokenErrors = Partial<Record<keyof TokenForm, string>>;

export const LIVES: readonly { hours: string; label: string }[] = [
  { hours: "1", label: "1 hour" },
  { hours: "24", label: "24 hours" },
  { hours: "72", label: "3 days" },
  { hours: "168", label: "7 days" },
];

export function checkToken(form: TokenForm): TokenErrors {
  const errors: TokenErrors = {};
  if (form.clusterId === "") errors.clusterId = "Choose the cluster that the machine joins.";
  const uses = Number(form.uses);
  if (!Number.isInteger(uses) || uses < 1 || uses > MOST_USES)
    errors.uses = `Enter how many machines may use it, from 1 to ${MOST_USES}.`;
  const address = form.expectedAddress.trim();
  if (address !== "" && !isIpAddress(address))
    errors.expectedAddress = "Enter an IP address, such as 203.0.113.7, or leave this empty.";
  return errors;
}

export function tokenInput(form: TokenForm): NewToken {
  return {
    clusterId: form.clusterId,
    description: form.description.trim(),
    uses: Number(form.uses),
    lifeHours: Number(form.lifeHours),
    expectedAddress: form.expectedAddress.trim() || null,
  };
}

/** What to type on the machine. It asks for the token, so that no argument, and no shell's history, ever holds it. */
export function enrolLine(centerUrl: string): string {
  return `flotilla-edge enroll --center ${centerUrl}`;
}
