import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { ME } from "../api/queries";
import type { Look } from "./look";
import type { Tier } from "./tenants";

export type Notice = { givenAt: Instant; givenBy: string; leavesAt: Instant; isServed: boolean };
export type OwnTenant = {
  id: string;
  name: string;
  subdomain: string;
  tier: Tier;
  branding: Look;
  notice: Notice | null;
};
export type Use = { allowance: "STREAMS" | "NODES" | "CLUSTERS" | "FLOWS"; present: number; limit: number | null };

const OWN = `id name subdomain tier branding { name primaryColor accentColor logoUrl }
  notice { givenAt givenBy leavesAt isServed }`;
const answer = `{ __typename ... on Tenant { ${OWN} } ${PROBLEM_FIELDS} }`;

export const SETTINGS = operation<{ me: { tenant: OwnTenant }; tenantUse: Use[] }>(
  `query Settings { me { tenant { ${OWN} } } tenantUse { allowance present limit } }`,
);
export const UPDATE_TENANT = operation<
  { updateTenant: Outcome<OwnTenant> },
  { input: { name: string; subdomain: string } }
>(`mutation UpdateTenant($input: UpdateTenantInput!) { updateTenant(input: $input) ${answer} }`);
export const SET_BRANDING = operation<{ setBranding: Outcome<OwnTenant> }, { input: Partial<Look> }>(
  `mutation SetBranding($input: SetBrandingInput!) { setBranding(input: $input) ${answer} }`,
);
export const SET_LOGO = operation<{ setLogo: Outcome<OwnTenant> }, { input: { content: string } }>(
  `mutation SetLogo($input: SetLogoInput!) { setLogo(input: $input) ${answer} }`,
);
export const REQUEST_DELETION = operation<
  { requestTenantDeletion: Outcome<OwnTenant> },
  { input: { isServed: boolean; password: string } }
>(`mutation RequestDeletion($input: RequestTenantDeletionInput!) { requestTenantDeletion(input: $input) ${answer} }`);
export const CANCEL_DELETION = operation<{ cancelTenantDeletion: Outcome<OwnTenant> }>(
  `mutation CancelDeletion { cancelTenantDeletion ${answer} }`,
);

const KEY = ["settings"];

export function useSettings() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => run(SETTINGS, {}, signal) });
}

export function useUpdateTenant() {
  return useChange(async (input: { name: string; subdomain: string }) =>
    successOf((await run(UPDATE_TENANT, { input })).updateTenant),
  );
}

export function useSetBranding() {
  return useChange(async (input: Partial<Look>) => successOf((await run(SET_BRANDING, { input })).setBranding));
}

/** Takes a picture's bytes in Base64. */
export function useSetLogo() {
  return useChange(async (content: string) => successOf((await run(SET_LOGO, { input: { content } })).setLogo));
}

export function useRequestDeletion() {
  return useChange(async (input: { isServed: boolean; password: string }) =>
    successOf((await run(REQUEST_DELETION, { input })).requestTenantDeletion),
  );
}

export function useCancelDeletion() {
  return useChange(async (_: void) => successOf((await run(CANCEL_DELETION, {})).cancelTenantDeletion));
}

function useChange<Input>(change: (input: Input) => Promise<OwnTenant>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all([KEY, ME].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
