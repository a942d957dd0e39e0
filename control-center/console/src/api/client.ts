import { Unreachable, SignedOut, Refused } from "./failure";
import { renew } from "./renewal";

const DEADLINE_MS = 10_000;
/** Where a session is needed: a token that has ended is renewed there, and the request made again. */
const OF_A_SESSION = new Set(["/graphql", "/auth/v1/logout"]);
const MISFIT = "This page and the control center are of different versions. Reload the page.";

/** One GraphQL document together with the shape of its answer and of its variables. */
export type Operation<Data, Variables> = { readonly text: string; readonly _types?: (variables: Variables) => Data };

/** Declares an operation: `operation<Data, Variables>("query …")`. */
export function operation<Data, Variables = Record<string, never>>(text: string): Operation<Data, Variables> {
  return { text };
}

/** Runs an operation. Throws only {@link Failure}s; problems of a mutation are values in its result. */
export async function run<Data, Variables>(
  { text }: Operation<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const answer = await send("/graphql", { query: text, variables }, signal);
  if (!answer.ok) throw new Refused(await sentence(answer));
  const { data, errors } = (await answer.json()) as { data?: Data | null; errors?: GraphQLError[] };
  if (errors?.length) {
    if (errors.some((error) => /UNAUTH|unauthorized/i.test(error.extensions?.code ?? ""))) throw new SignedOut();
    if (errors.some((error) => error.extensions?.classification === "ValidationError")) throw new Refused(MISFIT);
    throw new Refused(errors.map((error) => error.message).join(" "));
  }
  if (data == null) throw new Refused("The control center answered without data.");
  return data;
}

/** Posts JSON with the session's cookie and its CSRF header; renews a session whose token has ended, unseen. */
export async function send(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const askedAt = Date.now();
  const answer = await post(path, body, signal);
  if (answer.status !== 401 || !OF_A_SESSION.has(path)) return answer;
  const again = hasSession() && (await isRenewed(askedAt)) ? await post(path, body, signal) : answer;
  if (again.status === 401 && path === "/graphql") throw new SignedOut();
  return again;
}

async function isRenewed(askedAt: number): Promise<boolean> {
  try {
    return await renew(askedAt, csrf());
  } catch (cause) {
    throw cause instanceof Unreachable ? cause : new Unreachable(false);
  }
}

async function post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    const answer = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Flotilla-CSRF": csrf() },
      body: JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    if (answer.status >= 502 && answer.status <= 504) throw new Unreachable(false);
    return answer;
  } catch (cause) {
    if (cause instanceof Unreachable || signal?.aborted) throw cause;
    throw new Unreachable(deadline.aborted);
  }
}

/** What a refusal says in words: the detail of a problem+json, or a sentence about the status. */
export async function sentence(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; title?: string };
  return problem.detail ?? problem.title ?? `The control center answered with status ${answer.status}.`;
}

type GraphQLError = { message: string; extensions?: { code?: string; classification?: string } };

/** Whether this browser holds a session; it may still have ended at the other side. */
export function hasSession(): boolean {
  return csrf() !== "";
}

function csrf(): string {
  return /(?:^|; )flotilla_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}
