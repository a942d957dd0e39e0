import { useQuery, useQueryClient } from "@tanstack/react-query";
import { hasSession, operation, run, send, sentence } from "../api/client";
import type { Instant } from "../api/model";
import { Refused, SignedOut } from "../api/failure";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { ME } from "../api/queries";
import type { Look } from "../tenant/look";
import { history } from "../design/history";
import { askPasskey } from "./passkey";

export type Me = {
  login: string;
  displayName: string;
  role: "OWNER" | "ADMIN" | "MEMBER" | "VIEWER" | "OPERATOR";
  tenant: {
    id: string;
    name: string;
    suspension: { reason: string } | null;
    notice: { leavesAt: Instant } | null;
    branding: Look;
  };
  mustChangePassword: boolean;
  mustAddSecondFactor: boolean;
};

/** What has to be shown after the password. */
export type Demand = {
  challenge: string;
  factors: ("TOTP" | "PASSKEY" | "RECOVERY_CODE")[];
  passkey_options: object | null;
};

const ME_FIELDS = `login displayName role mustChangePassword mustAddSecondFactor
  tenant { id name suspension { reason } notice { leavesAt } branding { name primaryColor accentColor logoUrl } }`;

export const WHO_AM_I = operation<{ me: Me }>(`query WhoAmI { me { ${ME_FIELDS} } }`);

export const CHANGE_PASSWORD = operation<
  { changePassword: Outcome<Me> },
  { input: { currentPassword: string; newPassword: string } }
>(`mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) { __typename ... on Me { ${ME_FIELDS} } ${PROBLEM_FIELDS} }
}`);

/** Who is signed in; null when nobody is. */
export function useMe() {
  return useQuery({ queryKey: ME, queryFn: ({ signal }) => whoAmI(signal), staleTime: 60_000 });
}

/**
 * Opens a session: the control center answers with cookies, and this script never sees a token. Or it demands a second factor
 * before.
 */
export async function signIn(login: string, password: string): Promise<Demand | null> {
  const answer = await send("/auth/v1/login", { login, password });
  if (answer.status === 401)
    throw new Refused("That login and password do not belong together. Check both and try again.");
  if (!answer.ok) throw new Refused(await sentence(answer));
  return answer.status === 202 ? ((await answer.json()) as Demand) : null;
}

/** The second step: a code, or what a passkey has signed. */
export async function showFactor(demand: Demand, shown: { code: string } | { passkey: string }): Promise<void> {
  const answer = await send("/auth/v1/second-factor", { challenge: demand.challenge, ...shown });
  if (!answer.ok) throw new Refused(await sentence(answer));
}

/** Signs in by a passkey alone. */
export async function signInByPasskey(): Promise<void> {
  const offer = await send("/auth/v1/passkey/offer", {});
  if (!offer.ok) throw new Refused(await sentence(offer));
  const { options } = (await offer.json()) as { options: object };
  const answer = await send("/auth/v1/passkey/sign-in", { credential: await askPasskey(options) });
  if (!answer.ok) throw new Refused(await sentence(answer));
}

export function useSignOut() {
  const queries = useQueryClient();
  return async () => {
    await send("/auth/v1/logout", {});
    history.clear();
    queries.setQueryData(ME, null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
  };
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<Me> {
  return successOf((await run(CHANGE_PASSWORD, { input: { currentPassword, newPassword } })).changePassword);
}

async function whoAmI(signal: AbortSignal): Promise<Me | null> {
  if (!hasSession()) return null;
  try {
    return (await run(WHO_AM_I, {}, signal)).me;
  } catch (failure) {
    if (failure instanceof SignedOut) return null;
    throw failure;
  }
}
