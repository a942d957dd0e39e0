import { Refused } from "../api/failure";
import { sha256 } from "./sha256";

const AT_ONCE = 2_000;

export type Challenge = { challenge: string; work_bits: number; is_sign_up_open: boolean; sign_on: string | null };

/** What the control center wants to see worked on before it takes a form of somebody unknown. */
export async function fetchChallenge(signal?: AbortSignal): Promise<Challenge> {
  const answer = await fetch("/auth/v1/challenge", signal ? { signal } : {});
  if (!answer.ok) throw new Refused(`The control center answered with status ${answer.status}.`);
  return (await answer.json()) as Challenge;
}

/** A nonce that solves the challenge; the page stays alive meanwhile. */
export async function solve(challenge: string, bits: number): Promise<string> {
  for (let nonce = 0; ; nonce++) {
    if (leadingZeros(sha256(`${challenge}:${nonce}`)) >= bits) return String(nonce);
    if (nonce % AT_ONCE === AT_ONCE - 1) await new Promise((resolve) => setTimeout(resolve));
  }
}

export function leadingZeros(hash: Uint32Array): number {
  const first = hash.findIndex((word) => word !== 0);
  return first < 0 ? hash.length * 32 : first * 32 + Math.clz32(hash[first] ?? 0);
}
