import { useMutation } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { useRefreshStream, type CreatedKey, type PolicyKind, type PushTarget } from "./streams";

const CREATED_KEY = "... on CreatedStreamKey { secret streamKey { id name prefix createdAt createdBy } }";
const TARGET = "... on PushTarget { id name address isEnabled }";

export type PolicyInput = {
  streamId: string;
  kind: PolicyKind;
  signedToken?: { keyIds: string[]; audience: string; requiredClaims: { name: string; value: string }[] };
  webhook?: { url: string; secret?: string; timeoutMs: number };
};
export type NewTarget = { streamId: string; name: string; url: string };
export type TargetUpdate = { id: string; name?: string; url?: string; isEnabled?: boolean };

export const CREATE_KEY = operation<
  { createStreamKey: Outcome<CreatedKey> },
  { input: { streamId: string; name: string } }
>(`mutation CreateStreamKey($input: CreateStreamKeyInput!) {
  createStreamKey(input: $input) { __typename ${CREATED_KEY} ${PROBLEM_FIELDS} }
}`);

export const ROTATE_KEY = operation<{ rotateStreamKey: Outcome<CreatedKey> }, { id: string }>(
  `mutation RotateStreamKey($id: ID!) { rotateStreamKey(id: $id) { __typename ${CREATED_KEY} ${PROBLEM_FIELDS} } }`,
);

export const REVOKE_KEY = operation<{ revokeStreamKey: Outcome<{ id: string }> }, { id: string }>(
  `mutation RevokeStreamKey($id: ID!) {
  revokeStreamKey(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} }
}`,
);

export const SET_POLICY = operation<{ setPlaybackPolicy: Outcome<{ id: string }> }, { input: PolicyInput }>(
  `mutation SetPlaybackPolicy($input: SetPlaybackPolicyInput!) {
  setPlaybackPolicy(input: $input) { __typename ... on Stream { id } ${PROBLEM_FIELDS} }
}`,
);

export const CREATE_TARGET = operation<{ createPushTarget: Outcome<PushTarget> }, { input: NewTarget }>(
  `mutation CreatePushTarget($input: CreatePushTargetInput!) {
  createPushTarget(input: $input) { __typename ${TARGET} ${PROBLEM_FIELDS} }
}`,
);

export const UPDATE_TARGET = operation<{ updatePushTarget: Outcome<PushTarget> }, { input: TargetUpdate }>(
  `mutation UpdatePushTarget($input: UpdatePushTargetInput!) {
  updatePushTarget(input: $input) { __typename ${TARGET} ${PROBLEM_FIELDS} }
}`,
);

export const DELETE_TARGET = operation<{ deletePushTarget: Outcome<{ id: string }> }, { id: string }>(
  `mutation DeletePushTarget($id: ID!) {
  deletePushTarget(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} }
}`,
);

export function useCreateKey(streamId: string) {
  return useSecretPart(streamId, async (name: string) =>
    successOf((await run(CREATE_KEY, { input: { streamId, name } })).createStreamKey),
  );
}

export function useRotateKey(streamId: string) {
  return useSecretPart(streamId, async (id: string) => successOf((await run(ROTATE_KEY, { id })).rotateStreamKey));
}

export function useRevokeKey(streamId: string) {
  return usePart(streamId, async (id: string) => successOf((await run(REVOKE_KEY, { id })).revokeStreamKey));
}

export function useSetPolicy(streamId: string) {
  return usePart(streamId, async (input: PolicyInput) =>
    successOf((await run(SET_POLICY, { input })).setPlaybackPolicy),
  );
}

export function useCreateTarget(streamId: string) {
  return usePart(streamId, async (input: NewTarget) =>
    successOf((await run(CREATE_TARGET, { input })).createPushTarget),
  );
}

export function useUpdateTarget(streamId: string) {
  return usePart(streamId, async (input: TargetUpdate) =>
    successOf((await run(UPDATE_TARGET, { input })).updatePushTarget),
  );
}

export function useDeleteTarget(streamId: string) {
  return usePart(streamId, async (id: string) => successOf((await run(DELETE_TARGET, { id })).deletePushTarget));
}

/** A change of something that belongs to a stream, which is then asked for anew; nobody waits for that answer. */
function usePart<Input, Answer>(streamId: string, change: (input: Input) => Promise<Answer>) {
  const refresh = useRefreshStream(streamId);
  return useMutation({ mutationFn: change, onSuccess: () => void refresh() });
}

/** The same, with an answer that holds a secret: it leaves the cache with the dialog that shows it. */
function useSecretPart<Input, Answer>(streamId: string, change: (input: Input) => Promise<Answer>) {
  const refresh = useRefreshStream(streamId);
  return useMutation({ mutationFn: change, onSuccess: () => void refresh(), gcTime: 0 });
}
