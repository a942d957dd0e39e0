import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { operation, run } from "../../api/client";
import type { Instant } from "../../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../../api/outcome";
import { EVERY, ME } from "../../api/queries";
import { askPasskey, makePasskey } from "../../session/passkey";

export type Passkey = { id: string; name: string; isBackedUp: boolean; createdAt: Instant; lastUsedAt: Instant | null };

export type Security = {
  hasTotp: boolean;
  recoveryCodesLeft: number;
  passkeys: Passkey[];
  passkeyAddress: string;
  demandsSecondFactor: boolean;
};

export type SignedInSession = {
  id: string;
  isCurrent: boolean;
  isConsole: boolean;
  signedInBy: "PASSWORD" | "PASSKEY" | "SIGN_ON" | "LINK";
  lastSeenAt: Instant;
  address: string | null;
  userAgent: string | null;
};

/** That it is oneself: the password, and a second factor where there is one. */
export type Proof = { password: string; code?: string; passkey?: string };

/** The only answer that ever holds what an app needs. */
export type TotpOffer = { secret: string; secretUri: string; secretPicture: string };

type Added = { recoveryCodes: string[]; security: Security };

const FIELDS = `hasTotp recoveryCodesLeft passkeyAddress demandsSecondFactor
  passkeys { id name isBackedUp createdAt lastUsedAt }`;
const ADDED = `... on FactorAdded { recoveryCodes security { ${FIELDS} } }`;

export const SECURITY = operation<{ accountSecurity: Security }>(`query Security { accountSecurity { ${FIELDS} } }`);
export const SESSIONS = operation<{ sessions: SignedInSession[] }>(
  `query Sessions { sessions { id isCurrent isConsole signedInBy lastSeenAt address userAgent } }`,
);
export const END_SESSION = operation<{ endSession: Outcome<{ id: string }> }, { id: string }>(
  `mutation EndSession($id: ID!) { endSession(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} } }`,
);
export const END_OTHERS = operation<{ endOtherSessions: Outcome<{ id: string }> }>(
  `mutation EndOthers { endOtherSessions { __typename ... on Deleted { id } ${PROBLEM_FIELDS} } }`,
);
export const BEGIN_TOTP = operation<{ beginTotp: Outcome<TotpOffer> }, { proof: Proof }>(
  `mutation BeginTotp($proof: ProofInput!) {
  beginTotp(proof: $proof) { __typename ... on TotpOffer { secret secretUri secretPicture } ${PROBLEM_FIELDS} }
}`,
);
export const CONFIRM_TOTP = operation<{ confirmTotp: Outcome<Added> }, { input: { code: string } }>(
  `mutation ConfirmTotp($input: ConfirmTotpInput!) { confirmTotp(input: $input) { __typename ${ADDED} ${PROBLEM_FIELDS} } }`,
);
export const REMOVE_TOTP = operation<{ removeTotp: Outcome<Security> }, { proof: Proof }>(
  `mutation RemoveTotp($proof: ProofInput!) {
  removeTotp(proof: $proof) { __typename ... on AccountSecurity { ${FIELDS} } ${PROBLEM_FIELDS} }
}`,
);
export const RENEW_CODES = operation<{ renewRecoveryCodes: Outcome<Added> }, { proof: Proof }>(
  `mutation RenewCodes($proof: ProofInput!) { renewRecoveryCodes(proof: $proof) { __typename ${ADDED} ${PROBLEM_FIELDS} } }`,
);
export const BEGIN_PASSKEY = operation<{ beginPasskey: Outcome<{ options: string }> }, { proof: Proof }>(
  `mutation BeginPasskey($proof: ProofInput!) {
  beginPasskey(proof: $proof) { __typename ... on PasskeyOffer { options } ${PROBLEM_FIELDS} }
}`,
);
export const BEGIN_PASSKEY_PROOF = operation<{ beginPasskeyProof: Outcome<{ options: string }> }>(
  `mutation BeginPasskeyProof {
  beginPasskeyProof { __typename ... on PasskeyOffer { options } ${PROBLEM_FIELDS} }
}`,
);
export const ADD_PASSKEY = operation<{ addPasskey: Outcome<Added> }, { input: { name: string; credential: string } }>(
  `mutation AddPasskey($input: AddPasskeyInput!) { addPasskey(input: $input) { __typename ${ADDED} ${PROBLEM_FIELDS} } }`,
);
export const RENAME_PASSKEY = operation<{ renamePasskey: Outcome<Security> }, { input: { id: string; name: string } }>(
  `mutation RenamePasskey($input: RenamePasskeyInput!) {
  renamePasskey(input: $input) { __typename ... on AccountSecurity { ${FIELDS} } ${PROBLEM_FIELDS} }
}`,
);
export const REMOVE_PASSKEY = operation<{ removePasskey: Outcome<Security> }, { input: { id: string; proof: Proof } }>(
  `mutation RemovePasskey($input: RemovePasskeyInput!) {
  removePasskey(input: $input) { __typename ... on AccountSecurity { ${FIELDS} } ${PROBLEM_FIELDS} }
}`,
);
export const DEMAND = operation<{ demandSecondFactor: Outcome<{ id: string }> }, { input: { demanded: boolean } }>(
  `mutation DemandSecondFactor($input: DemandSecondFactorInput!) {
  demandSecondFactor(input: $input) { __typename ... on Tenant { id } ${PROBLEM_FIELDS} }
}`,
);

const KEY = ["security"];
const SESSIONS_KEY = ["sessions"];

export function useSecurity() {
  return useQuery({ queryKey: KEY, queryFn: async ({ signal }) => (await run(SECURITY, {}, signal)).accountSecurity });
}

export function useSessions(isShown: boolean) {
  return useQuery({
    queryKey: SESSIONS_KEY,
    queryFn: async ({ signal }) => (await run(SESSIONS, {}, signal)).sessions,
    refetchInterval: EVERY.tokensMs,
    enabled: isShown,
  });
}

/** A change of how one signs in; the page shows afterwards what has become of it. Its answer may be secret: it is not kept. */
export function useChange<Answer, Input>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => refresh(queries), gcTime: 0 });
}

function refresh(queries: QueryClient) {
  return Promise.all([KEY, SESSIONS_KEY, ME].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export const changes = {
  beginTotp: async (proof: Proof) => successOf((await run(BEGIN_TOTP, { proof })).beginTotp),
  confirmTotp: async (code: string) => successOf((await run(CONFIRM_TOTP, { input: { code } })).confirmTotp),
  removeTotp: async (proof: Proof) => successOf((await run(REMOVE_TOTP, { proof })).removeTotp),
  renewCodes: async (proof: Proof) => successOf((await run(RENEW_CODES, { proof })).renewRecoveryCodes),
  addPasskey: async ({ name, proof }: { name: string; proof: Proof }) => {
    const { options } = successOf((await run(BEGIN_PASSKEY, { proof })).beginPasskey);
    const credential = await makePasskey(options);
    return successOf((await run(ADD_PASSKEY, { input: { name, credential } })).addPasskey);
  },
  renamePasskey: async (input: { id: string; name: string }) =>
    successOf((await run(RENAME_PASSKEY, { input })).renamePasskey),
  removePasskey: async (input: { id: string; proof: Proof }) =>
    successOf((await run(REMOVE_PASSKEY, { input })).removePasskey),
  demand: async (demanded: boolean) => successOf((await run(DEMAND, { input: { demanded } })).demandSecondFactor),
  endSession: async (id: string) => successOf((await run(END_SESSION, { id })).endSession),
  endOthers: async () => successOf((await run(END_OTHERS, {})).endOtherSessions),
};

/** Has one of the caller's passkeys sign, as a proof. */
export async function passkeyProof(): Promise<string> {
  const { options } = successOf((await run(BEGIN_PASSKEY_PROOF, {})).beginPasskeyProof);
  return askPasskey(JSON.parse(options) as object);
}
