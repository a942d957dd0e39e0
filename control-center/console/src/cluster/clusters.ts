import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";

export type Health = "HEALTHY" | "DEGRADED" | "OFFLINE";
export type Visibility = "PUBLIC" | "UNLISTED" | "PRIVATE";
export type PricingModel = "FREE_UNMETERED" | "METERED" | "MONTHLY" | "CUSTOM" | "TIER_INHERIT";
export type SubscriptionStatus = "PENDING_APPROVAL" | "ACTIVE" | "SUSPENDED" | "REJECTED" | "ENDED";
export type Terms = {
  visibility: Visibility;
  requiresApproval: boolean;
  pricingModel: PricingModel;
  monthlyPriceCents: number | null;
};

/** A cluster of the own tenant. */
export type OwnCluster = {
  id: string;
  name: string;
  region: string | null;
  shortDescription: string;
  isOfficial: boolean;
  terms: Terms;
  state: { health: Health; nodes: number; nodesOnline: number; streams: number; viewers: number };
};

/** A cluster as everybody may know it. */
export type Listing = {
  id: string;
  name: string;
  region: string | null;
  shortDescription: string;
  isOfficial: boolean;
  isDefault: boolean;
  ownerName: string;
  health: Health;
  terms: Terms;
};
export type Role = "PREFERRED" | "OWN" | "OFFICIAL" | "SUBSCRIBED";
export type ClusterRoute = {
  role: Role;
  health: Health;
  refusal: string | null;
  detail: string | null;
  cluster: { id: string; name: string; region: string | null };
};
export type Subscription = {
  id: string;
  status: SubscriptionStatus;
  message: string;
  reason: string;
  tenantName: string;
  cluster: { id: string; name: string };
};
export type Invite = {
  id: string;
  state: "PENDING" | "ACCEPTED" | "EXPIRED" | "REVOKED";
  note: string;
  prefix: string;
  expiresAt: Instant;
  cluster: { id: string; name: string };
};
export type Offer = { clusterId: string; shortDescription: string } & Terms;

type List<Item> = { edges: { node: Item }[] };

const TERMS = "terms { visibility requiresApproval pricingModel monthlyPriceCents }";
const OWN = `id name region shortDescription isOfficial ${TERMS} state { health nodes nodesOnline streams viewers }`;
const LISTING = `id name region shortDescription isOfficial isDefault ownerName health ${TERMS}`;
const SUBSCRIPTION = "id status message reason tenantName cluster { id name }";
const INVITE = "id state note prefix expiresAt cluster { id name }";

export const OWN_CLUSTERS = operation<{ clustersConnection: List<OwnCluster> }>(
  `query OwnClusters { clustersConnection { edges { node { ${OWN} } } } }`,
);
export const ROUTES = operation<{ clustersAccessConnection: List<ClusterRoute> }>(`query ClusterRoutes {
  clustersAccessConnection { edges { node { role health refusal detail cluster { id name region } } } }
}`);
export const MARKETPLACE = operation<{ marketplaceClustersConnection: List<Listing> }>(
  `query Marketplace { marketplaceClustersConnection { edges { node { ${LISTING} } } } }`,
);
export const MY_SUBSCRIPTIONS = operation<{ mySubscriptionsConnection: List<Subscription> }>(
  `query MySubscriptions { mySubscriptionsConnection { edges { node { ${SUBSCRIPTION} } } } }`,
);
export const CLUSTER_MEMBERS = operation<
  { clusterSubscriptionsConnection: List<Subscription>; clusterInvitesConnection: List<Invite> },
  { id: string }
>(`query ClusterMembers($id: ID!) {
  clusterSubscriptionsConnection(clusterId: $id) { edges { node { ${SUBSCRIPTION} } } }
  clusterInvitesConnection(clusterId: $id) { edges { node { ${INVITE} } } }
}`);
export const MY_INVITES = operation<{ myClusterInvitesConnection: List<Invite> }>(
  `query MyClusterInvites { myClusterInvitesConnection { edges { node { ${INVITE} } } } }`,
);

export const OFFER_CLUSTER = operation<{ updateClusterMarketplace: Outcome<OwnCluster> }, { input: Offer }>(
  `mutation OfferCluster($input: UpdateClusterMarketplaceInput!) {
  updateClusterMarketplace(input: $input) { __typename ... on Cluster { ${OWN} } ${PROBLEM_FIELDS} }
}`,
);
export const REQUEST_SUBSCRIPTION = operation<
  { requestClusterSubscription: Outcome<Subscription> },
  { input: { clusterId: string; message: string } }
>(`mutation RequestSubscription($input: RequestClusterSubscriptionInput!) {
  requestClusterSubscription(input: $input) {
    __typename ... on ClusterSubscription { ${SUBSCRIPTION} } ${PROBLEM_FIELDS}
  }
}`);
export const UNSUBSCRIBE = operation<{ unsubscribeFromCluster: Outcome<Subscription> }, { id: string }>(
  `mutation Unsubscribe($id: ID!) {
  unsubscribeFromCluster(clusterId: $id) { __typename ... on ClusterSubscription { ${SUBSCRIPTION} } ${PROBLEM_FIELDS} }
}`,
);
export const APPROVE = operation<{ approveClusterSubscription: Outcome<Subscription> }, { id: string }>(
  `mutation Approve($id: ID!) {
  approveClusterSubscription(subscriptionId: $id) {
    __typename ... on ClusterSubscription { ${SUBSCRIPTION} } ${PROBLEM_FIELDS}
  }
}`,
);
type Decision = { input: { subscriptionId: string; reason: string } };
export const REJECT = operation<{ rejectClusterSubscription: Outcome<Subscription> }, Decision>(
  `mutation Reject($input: DecideClusterSubscriptionInput!) {
  rejectClusterSubscription(input: $input) {
    __typename ... on ClusterSubscription { ${SUBSCRIPTION} } ${PROBLEM_FIELDS}
  }
}`,
);
export const SUSPEND = operation<{ suspendClusterSubscription: Outcome<Subscription> }, Decision>(
  `mutation SuspendSubscription($input: DecideClusterSubscriptionInput!) {
  suspendClusterSubscription(input: $input) {
    __typename ... on ClusterSubscription { ${SUBSCRIPTION} } ${PROBLEM_FIELDS}
  }
}`,
);
export const CREATE_INVITE = operation<
  { createClusterInvite: Outcome<{ secret: string; invite: Invite }> },
  { input: { clusterId: string; inviteeTenantId: string | null; note: string } }
>(`mutation CreateInvite($input: CreateClusterInviteInput!) {
  createClusterInvite(input: $input) {
    __typename ... on CreatedClusterInvite { secret invite { ${INVITE} } } ${PROBLEM_FIELDS}
  }
}`);
export const REVOKE_INVITE = operation<{ revokeClusterInvite: Outcome<Invite> }, { id: string }>(
  `mutation RevokeInvite($id: ID!) {
  revokeClusterInvite(id: $id) { __typename ... on ClusterInvite { ${INVITE} } ${PROBLEM_FIELDS} }
}`,
);
export const ACCEPT_INVITE = operation<
  { acceptClusterInvite: Outcome<Subscription> },
  { input: { secret: string } | { inviteId: string } }
>(`mutation AcceptInvite($input: AcceptClusterInviteInput!) {
  acceptClusterInvite(input: $input) { __typename ... on ClusterSubscription { ${SUBSCRIPTION} } ${PROBLEM_FIELDS} }
}`);
export const PREFER = operation<{ setPreferredCluster: Outcome<{ routes: { role: Role }[] }> }, { id: string | null }>(
  `mutation Prefer($id: ID) {
  setPreferredCluster(clusterId: $id) { __typename ... on PreferredCluster { routes { role } } ${PROBLEM_FIELDS} }
}`,
);

const ALL = "clusterSharing";

function useList<Item>(name: string, ask: (signal: AbortSignal) => Promise<List<Item>>, isEnabled = true) {
  return useQuery({
    queryKey: [ALL, name],
    queryFn: async ({ signal }) => (await ask(signal)).edges.map((edge) => edge.node),
    refetchInterval: EVERY.tokensMs,
    enabled: isEnabled,
  });
}

export const useOwnClusters = () =>
  useList("own", async (signal) => (await run(OWN_CLUSTERS, {}, signal)).clustersConnection);

export const useRoutes = () =>
  useList("routes", async (signal) => (await run(ROUTES, {}, signal)).clustersAccessConnection);

export const useMarketplace = () =>
  useList("market", async (signal) => (await run(MARKETPLACE, {}, signal)).marketplaceClustersConnection);

export const useMySubscriptions = () =>
  useList("subscriptions", async (signal) => (await run(MY_SUBSCRIPTIONS, {}, signal)).mySubscriptionsConnection);

export const useMyInvites = (isEnabled: boolean) =>
  useList("invites", async (signal) => (await run(MY_INVITES, {}, signal)).myClusterInvitesConnection, isEnabled);

export type Members = { subscriptions: Subscription[]; invites: Invite[] };

/** Who uses each of the clusters or asks to, and who is invited; nothing until all of it is there. */
export function useMembersOf(ids: readonly string[]): Members[] | undefined {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: [ALL, "members", id],
      queryFn: ({ signal }: { signal: AbortSignal }) => membersOf(id, signal),
      refetchInterval: EVERY.tokensMs,
    })),
    combine: (found) => {
      const all = found.flatMap((one) => (one.data ? [one.data] : []));
      return all.length === found.length ? all : undefined;
    },
  });
}

async function membersOf(id: string, signal: AbortSignal): Promise<Members> {
  const found = await run(CLUSTER_MEMBERS, { id }, signal);
  return {
    subscriptions: found.clusterSubscriptionsConnection.edges.map((edge) => edge.node),
    invites: found.clusterInvitesConnection.edges.map((edge) => edge.node),
  };
}

/** A change of who shares what; every list of the page is asked for anew. */
function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: [ALL] }),
  });
}

export const useOffer = () =>
  useChange(async (input: Offer) => successOf((await run(OFFER_CLUSTER, { input })).updateClusterMarketplace));

export const useRequest = () =>
  useChange(async (input: { clusterId: string; message: string }) =>
    successOf((await run(REQUEST_SUBSCRIPTION, { input })).requestClusterSubscription),
  );

export const useUnsubscribe = () =>
  useChange(async (id: string) => successOf((await run(UNSUBSCRIBE, { id })).unsubscribeFromCluster));

/** What an owner decides on a subscription. */
export const useDecision = () =>
  useChange(async ({ what, id, reason }: { what: "approve" | "reject" | "suspend"; id: string; reason: string }) => {
    const input = { subscriptionId: id, reason };
    switch (what) {
      case "approve":
        return successOf((await run(APPROVE, { id })).approveClusterSubscription);
      case "reject":
        return successOf((await run(REJECT, { input })).rejectClusterSubscription);
      case "suspend":
        return successOf((await run(SUSPEND, { input })).suspendClusterSubscription);
    }
  });

export const useCreateInvite = () =>
  useChange(async (input: { clusterId: string; inviteeTenantId: string | null; note: string }) =>
    successOf((await run(CREATE_INVITE, { input })).createClusterInvite),
  );

export const useRevokeInvite = () =>
  useChange(async (id: string) => successOf((await run(REVOKE_INVITE, { id })).revokeClusterInvite));

export const useAcceptInvite = () =>
  useChange(async (input: { secret: string } | { inviteId: string }) =>
    successOf((await run(ACCEPT_INVITE, { input })).acceptClusterInvite),
  );

export const usePrefer = () =>
  useChange(async (id: string | null) => successOf((await run(PREFER, { id })).setPreferredCluster));
