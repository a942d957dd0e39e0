import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";

export type Limits = {
  streams: number | null;
  nodes: number | null;
  clusters: number | null;
  flows: number | null;
  viewers: number | null;
};
export type Tier = "SHARED" | "PREMIUM" | "SELF_HOSTED" | "DEDICATED";
export type Tenant = {
  id: string;
  name: string;
  createdAt: Instant;
  tier: Tier;
  suspension: { since: Instant; reason: string } | null;
  limits: Limits;
  notice: { leavesAt: Instant } | null;
};
/** How far the deletion of a tenant has come. */
export type Departure = {
  tenantId: string;
  name: string | null;
  begunAt: Instant;
  step: string;
  taken: number;
  failure: string | null;
  finishedAt: Instant | null;
};
/** A negative number is no limit. */
export type Grant = { tenantId: string; tier: Tier } & Record<keyof Limits, number>;

const TENANT = `id name createdAt tier suspension { since reason } limits { streams nodes clusters flows viewers }
  notice { leavesAt }`;

export const TENANTS = operation<{ tenants: Tenant[] }>(`query Tenants { tenants { ${TENANT} } }`);
export const DEPARTURES = operation<{ tenantDepartures: { edges: { node: Departure }[] } }>(
  `query Departures { tenantDepartures(first: 20) {
    edges { node { tenantId name begunAt step taken failure finishedAt } }
  } }`,
);
export const DELETE_TENANT = operation<
  { deleteTenant: Outcome<Tenant> },
  { input: { tenantId: string; isServed: boolean; graceDays: number | null } }
>(`mutation DeleteTenant($input: DeleteTenantInput!) {
  deleteTenant(input: $input) { __typename ... on Tenant { ${TENANT} } ${PROBLEM_FIELDS} }
}`);
export const KEEP_TENANT = operation<{ keepTenant: Outcome<Tenant> }, { id: string }>(
  `mutation KeepTenant($id: ID!) { keepTenant(id: $id) { __typename ... on Tenant { ${TENANT} } ${PROBLEM_FIELDS} } }`,
);
export const SUSPEND_TENANT = operation<
  { suspendTenant: Outcome<Tenant> },
  { input: { tenantId: string; reason: string } }
>(`mutation SuspendTenant($input: SuspendTenantInput!) {
  suspendTenant(input: $input) { __typename ... on Tenant { ${TENANT} } ${PROBLEM_FIELDS} }
}`);
export const RESUME_TENANT = operation<{ resumeTenant: Outcome<Tenant> }, { id: string }>(
  `mutation ResumeTenant($id: ID!) { resumeTenant(id: $id) { __typename ... on Tenant { ${TENANT} } ${PROBLEM_FIELDS} } }`,
);
export const INVITE_OWNER = operation<
  { inviteOwner: Outcome<{ id: string }> },
  { input: { tenantId: string; email: string } }
>(`mutation InviteOwner($input: InviteOwnerInput!) {
  inviteOwner(input: $input) { __typename ... on Invitation { id } ${PROBLEM_FIELDS} }
}`);
export const RESET_SECOND_FACTOR = operation<{ resetSecondFactor: Outcome<{ login: string }> }, { login: string }>(
  `mutation ResetSecondFactor($login: String!) {
  resetSecondFactor(input: { login: $login }) { __typename ... on ResetDone { login } ${PROBLEM_FIELDS} }
}`,
);
export const SET_GRANT = operation<{ setTenantGrant: Outcome<Tenant> }, { input: Grant }>(
  `mutation SetGrant($input: SetTenantGrantInput!) {
  setTenantGrant(input: $input) { __typename ... on Tenant { ${TENANT} } ${PROBLEM_FIELDS} }
}`,
);

export function useTenants() {
  return useQuery({
    queryKey: ["tenants"],
    queryFn: async ({ signal }) => (await run(TENANTS, {}, signal)).tenants,
  });
}

export function useSuspend() {
  return useChange(async (input: { tenantId: string; reason: string }) =>
    successOf((await run(SUSPEND_TENANT, { input })).suspendTenant),
  );
}

export function useResume() {
  return useChange(async (id: string) => successOf((await run(RESUME_TENANT, { id })).resumeTenant));
}

/** Watches while one is under way. */
export function useDepartures() {
  return useQuery({
    queryKey: ["departures"],
    queryFn: async ({ signal }) => (await run(DEPARTURES, {}, signal)).tenantDepartures.edges.map((edge) => edge.node),
    refetchInterval: 5_000,
  });
}

export function useDelete() {
  return useChange(async (input: { tenantId: string; isServed: boolean; graceDays: number | null }) =>
    successOf((await run(DELETE_TENANT, { input })).deleteTenant),
  );
}

export function useKeep() {
  return useChange(async (id: string) => successOf((await run(KEEP_TENANT, { id })).keepTenant));
}

export function useGrant() {
  return useChange(async (input: Grant) => successOf((await run(SET_GRANT, { input })).setTenantGrant));
}

export function useInviteOwner() {
  return useMutation({
    mutationFn: async (input: { tenantId: string; email: string }) =>
      successOf((await run(INVITE_OWNER, { input })).inviteOwner),
  });
}

/** Of whomever the login belongs to, in whichever tenant. */
export function useResetSecondFactor() {
  return useMutation({
    mutationFn: async (login: string) => successOf((await run(RESET_SECOND_FACTOR, { login })).resetSecondFactor),
  });
}

function useChange<Input>(change: (input: Input) => Promise<Tenant>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tenants"] }),
  });
}
