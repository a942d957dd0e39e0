import { useQuery } from "@tanstack/react-query";
import { send, sentence } from "../api/client";
import { Refused } from "../api/failure";
import { fetchChallenge, solve } from "./proof";

const TOO_FAST_MS = 2_200;

/** Sends a step of the way in; its refusal is a sentence for whoever waits. */
export function step<Answer = undefined>(path: string, body: object): Promise<Answer> {
  return posted(`/auth/v1/${path}`, body);
}

async function posted<Answer = undefined>(path: string, body: object): Promise<Answer> {
  const answer = await send(path, body);
  if (!answer.ok) throw new Refused(await sentence(answer));
  return (answer.status === 200 ? await answer.json() : undefined) as Answer;
}

/** The same for a form before which the guard against robots stands: `website` is the field that people do not see. */
export function provenStep(path: string, body: object, website: string): Promise<void> {
  return proven(`/auth/v1/${path}`, body, website);
}

/** The same with a whole path. */
export async function proven(path: string, body: object, website: string): Promise<void> {
  const { challenge, work_bits } = await fetchChallenge();
  const begun = Date.now();
  const nonce = await solve(challenge, work_bits);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, TOO_FAST_MS - (Date.now() - begun))));
  await posted(path, { ...body, challenge, nonce, website });
}

/** Which ways in there are: whether anybody may sign up, and the name of a single sign-on. */
export function useWaysIn() {
  return useQuery({
    queryKey: ["waysIn"],
    queryFn: async ({ signal }) => {
      const { is_sign_up_open, sign_on } = await fetchChallenge(signal);
      return { isSignUpOpen: is_sign_up_open, signOn: sign_on };
    },
    staleTime: Infinity,
  });
}

/** What the link in a letter carries: it stands behind '#', where no server sees it. */
export function secretInAddress(): string {
  return location.hash.slice(1);
}
