import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Cluster, Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";

const SHOWN = 100;

export type TokenState = "ACTIVE" | "USED_UP" | "EXPIRED" | "REVOKED";

export type BootstrapToken = {
  id: string;
  description: string;
  state: TokenState;
  cluster: Pick<Cluster, "id" | "name">;
  createdAt: Instant;
  expiresAt: Instant;
  /** How many machines have joined with it, and how many more may. */
  uses: number;
  usesLeft: number;
  expectedAddress: string | null;
  createdBy: string | null;
};

/** The only answer that ever holds the token itself. */
export type CreatedToken = { token: string; centerUrl: string; bootstrapToken: BootstrapToken };

export type NewToken = {
  clusterId: string;
  description: string;
  uses: number;
  lifeHours: number;
  expectedAddress: string | null;
};

const TOKEN_FIELDS =
  "id description state cluster { id name } createdAt expiresAt uses usesLeft expectedAddress createdBy";

export const TOKENS = operation<
  { bootstrapTokens: { totalCount: number; edges: { node: BootstrapToken }[] } },
  { first: number }
>(`query Tokens($first: Int!) { bootstrapTokens(first: $first) { totalCount edges { node { ${TOKEN_FIELDS} } } } }`);

export const CREATE_TOKEN = operation<{ createBootstrapToken: Outcome<CreatedToken> }, { input: NewToken }>(
  `mutation CreateToken($input: CreateBootstrapTokenInput!) {
  createBootstrapToken(input: $input) {
    __typename
    ... on CreatedBootstrapToken { token centerUrl bootstrapToken { ${TOKEN_FIELDS} } }
    ${PROBLEM_FIELDS}
  }
}`,
);

export const REVOKE_TOKEN = operation<{ revokeBootstrapToken: Outcome<BootstrapToken> }, { id: string }>(
  `mutation RevokeToken($id: ID!) {
  revokeBootstrapToken(id: $id) { __typename ... on BootstrapToken { ${TOKEN_FIELDS} } ${PROBLEM_FIELDS} }
}`,
);

export function useTokens() {
  return useQuery({
    queryKey: ["tokens"],
    queryFn: async ({ signal }) => {
      const { bootstrapTokens } = await run(TOKENS, { first: SHOWN }, signal);
      return { totalCount: bootstrapTokens.totalCount, tokens: bootstrapTokens.edges.map((edge) => edge.node) };
    },
    refetchInterval: EVERY.tokensMs,
    placeholderData: keepPreviousData,
  });
}

export function useCreateToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: NewToken) => successOf((await run(CREATE_TOKEN, { input })).createBootstrapToken),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
    // The answer holds the secret: it leaves the cache with the dialog that shows it.
    gcTime: 0,
  });
}

export function useRevokeToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => successOf((await run(REVOKE_TOKEN, { id })).revokeBootstrapToken),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });
}
