import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";

const SHOWN = 100;

export type Scope = `${"FLEET" | "FLOW" | "STREAM" | "EVENT" | "ACCOUNT" | "PLATFORM"}_${"READ" | "WRITE"}`;

/** What a token may be let do, in the words of the console. */
export const SCOPES: readonly { scope: Scope; label: string }[] = [
  { scope: "FLEET_READ", label: "See clusters, nodes and bootstrap tokens" },
  { scope: "FLEET_WRITE", label: "Change clusters, nodes and bootstrap tokens" },
  { scope: "FLOW_READ", label: "See flows" },
  { scope: "FLOW_WRITE", label: "Change flows" },
  { scope: "STREAM_READ", label: "See streams, recordings and signing keys" },
  { scope: "STREAM_WRITE", label: "Change streams, recordings and signing keys" },
  { scope: "EVENT_READ", label: "See events" },
  { scope: "ACCOUNT_READ", label: "See members, API tokens and the audit log" },
  { scope: "ACCOUNT_WRITE", label: "Invite and remove members, revoke API tokens" },
];

export type ApiToken = {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  state: "ACTIVE" | "EXPIRED" | "REVOKED";
  createdBy: string;
  createdAt: Instant;
  expiresAt: Instant;
  lastUsedAt: Instant | null;
};

/** The only answer that ever holds the token itself. */
export type CreatedApiToken = { secret: string; apiToken: ApiToken };

export type NewApiToken = { name: string; scopes: Scope[]; lifeDays: number };

const FIELDS = "id name prefix scopes state createdBy createdAt expiresAt lastUsedAt";

export const API_TOKENS = operation<{ apiTokens: { edges: { node: ApiToken }[] } }, { first: number }>(
  `query ApiTokens($first: Int!) { apiTokens(first: $first) { edges { node { ${FIELDS} } } } }`,
);

export const CREATE_API_TOKEN = operation<{ createApiToken: Outcome<CreatedApiToken> }, { input: NewApiToken }>(
  `mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    __typename ... on CreatedApiToken { secret apiToken { ${FIELDS} } } ${PROBLEM_FIELDS}
  }
}`,
);

export const REVOKE_API_TOKEN = operation<{ revokeApiToken: Outcome<ApiToken> }, { id: string }>(
  `mutation RevokeApiToken($id: ID!) {
  revokeApiToken(id: $id) { __typename ... on ApiToken { ${FIELDS} } ${PROBLEM_FIELDS} }
}`,
);

export function useApiTokens() {
  return useQuery({
    queryKey: ["apiTokens"],
    queryFn: async ({ signal }) =>
      (await run(API_TOKENS, { first: SHOWN }, signal)).apiTokens.edges.map((edge) => edge.node),
    refetchInterval: EVERY.tokensMs,
    placeholderData: keepPreviousData,
  });
}

export function useCreateApiToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: NewApiToken) => successOf((await run(CREATE_API_TOKEN, { input })).createApiToken),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["apiTokens"] }),
    // The answer holds the secret: it leaves the cache with the dialog that shows it.
    gcTime: 0,
  });
}

export function useRevokeApiToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => successOf((await run(REVOKE_API_TOKEN, { id })).revokeApiToken),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["apiTokens"] }),
  });
}
