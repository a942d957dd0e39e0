import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";

export type SigningKey = { id: string; name: string; publicKey: string; createdAt: Instant; createdBy: string };

/** The only answer that ever holds the private key; null when the public one was brought. */
export type CreatedSigningKey = { privateKey: string | null; signingKey: SigningKey };

export type NewSigningKey = { name: string; publicKey: string | null };

const FIELDS = "id name publicKey createdAt createdBy";

export const SIGNING_KEYS = operation<{ signingKeys: SigningKey[] }>(`query SigningKeys { signingKeys { ${FIELDS} } }`);

export const CREATE_SIGNING_KEY = operation<{ createSigningKey: Outcome<CreatedSigningKey> }, { input: NewSigningKey }>(
  `mutation CreateSigningKey($input: CreateSigningKeyInput!) {
  createSigningKey(input: $input) {
    __typename ... on CreatedSigningKey { privateKey signingKey { ${FIELDS} } } ${PROBLEM_FIELDS}
  }
}`,
);

export const REVOKE_SIGNING_KEY = operation<{ revokeSigningKey: Outcome<{ id: string }> }, { id: string }>(
  `mutation RevokeSigningKey($id: ID!) {
  revokeSigningKey(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} }
}`,
);

export function useSigningKeys() {
  return useQuery({
    queryKey: ["signingKeys"],
    queryFn: async ({ signal }) => (await run(SIGNING_KEYS, {}, signal)).signingKeys,
    refetchInterval: EVERY.tokensMs,
    placeholderData: keepPreviousData,
  });
}

export function useCreateSigningKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: NewSigningKey) => successOf((await run(CREATE_SIGNING_KEY, { input })).createSigningKey),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["signingKeys"] }),
    // The answer holds the private key: it leaves the cache with the dialog that shows it.
    gcTime: 0,
  });
}

export function useRevokeSigningKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => successOf((await run(REVOKE_SIGNING_KEY, { id })).revokeSigningKey),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["signingKeys"] }),
  });
}
