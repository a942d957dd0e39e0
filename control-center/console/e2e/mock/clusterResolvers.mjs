import { ago } from "./world.mjs";

const terms = (change = {}) => ({
  visibility: "PRIVATE",
  requiresApproval: true,
  pricingModel: "FREE_UNMETERED",
  monthlyPriceCents: null,
  ...change,
});
const NO_LIMITS = { streams: null, viewers: null, bandwidthMbps: null };

/** Root fields about clusters that tenants share. */
export function clusterResolvers(world, { problem, connection }) {
  world.market ??= [
    listing("cluster_00000000000000f1", "Northern lights", "eu-north", "Fjord Media", {
      shortDescription: "Twelve nodes from Bergen to Tromsø.",
      terms: terms({ visibility: "PUBLIC", pricingModel: "MONTHLY", monthlyPriceCents: 4900 }),
    }),
    listing("cluster_00000000000000f2", "Platform Frankfurt", "eu-central", "Flotilla", {
      isOfficial: true,
      isDefault: true,
      clusterClass: "PLATFORM_OFFICIAL",
      terms: terms({ visibility: "PUBLIC", requiresApproval: false, pricingModel: "TIER_INHERIT" }),
    }),
  ];
  world.offers ??= new Map();
  world.mySubscriptions ??= [];
  world.guests ??= [
    subscription("subscription_00000000000000a1", "PENDING_APPROVAL", "Regatta TV", "We stream the regatta in June."),
    subscription("subscription_00000000000000a2", "ACTIVE", "Harbour Radio", ""),
  ];
  world.clusterInvites ??= [invite("invite_00000000000000a1", "For the sailing club.")];
  world.preferred ??= null;
  const own = (cluster) => ({
    ...cluster,
    shortDescription: "",
    isOfficial: false,
    isDefault: false,
    deploymentModel: "SELF_HOSTED",
    clusterClass: "TENANT_PRIVATE",
    limits: NO_LIMITS,
    terms: terms(),
    nodeCount: 3,
    createdAt: ago(9e9),
    state: { health: "HEALTHY", nodes: 3, nodesOnline: 3, sentBps: 2e8, streams: 4, viewers: 312 },
    ...world.offers.get(cluster.id),
  });
  const shown = (one) => ({ ...one, cluster: world.market[0] });
  const routes = () =>
    [
      ...world.clusters.map((cluster) => route(listingOf(own(cluster)), "OWN")),
      ...world.market.filter((one) => one.isDefault).map((one) => route(one, "OFFICIAL")),
      ...world.mySubscriptions.filter((one) => one.status === "ACTIVE").map((one) => route(one.cluster, "SUBSCRIBED")),
    ]
      .map((one) => (one.cluster.id === world.preferred ? { ...one, role: "PREFERRED" } : one))
      .sort((a, b) => Number(b.role === "PREFERRED") - Number(a.role === "PREFERRED"));
  const decided = (id, status, reason = "") => {
    const found = world.guests.find((one) => one.id === id);
    if (!found) return problem("NotFound", `There is no subscription '${id}'.`);
    Object.assign(found, { status, reason });
    return { __typename: "ClusterSubscription", ...shown(found) };
  };
  return {
    clustersConnection: () => connection(world.clusters.map(own)),
    clustersAccessConnection: () => connection(routes()),
    marketplaceClustersConnection: () => connection(world.market),
    mySubscriptionsConnection: () => connection(world.mySubscriptions),
    clusterSubscriptionsConnection: ({ clusterId }) =>
      connection(
        clusterId === world.clusters[0]?.id ? world.guests.filter((one) => one.status !== "REJECTED").map(shown) : [],
      ),
    clusterInvitesConnection: ({ clusterId }) =>
      connection(clusterId === world.clusters[0]?.id ? world.clusterInvites.map(shown) : []),
    myClusterInvitesConnection: () => connection([]),
    updateClusterMarketplace: ({ input: { clusterId, shortDescription, ...offered } }) => {
      world.offers.set(clusterId, { shortDescription, terms: terms(offered) });
      return { __typename: "Cluster", ...own(world.clusters.find((one) => one.id === clusterId)) };
    },
    requestClusterSubscription: ({ input }) => {
      const cluster = world.market.find((one) => one.id === input.clusterId);
      const made = {
        ...subscription(world.ids("subscription"), "PENDING_APPROVAL", world.me.tenant.name, input.message),
        cluster,
      };
      world.mySubscriptions.push(made);
      return { __typename: "ClusterSubscription", ...made };
    },
    unsubscribeFromCluster: ({ clusterId }) => {
      const found = world.mySubscriptions.find((one) => one.cluster.id === clusterId);
      world.mySubscriptions = world.mySubscriptions.filter((one) => one !== found);
      return { __typename: "ClusterSubscription", ...found, status: "ENDED" };
    },
    approveClusterSubscription: ({ subscriptionId }) => decided(subscriptionId, "ACTIVE"),
    rejectClusterSubscription: ({ input }) => decided(input.subscriptionId, "REJECTED", input.reason),
    suspendClusterSubscription: ({ input }) => decided(input.subscriptionId, "SUSPENDED", input.reason),
    createClusterInvite: ({ input }) => {
      const made = invite(world.ids("invite"), input.note);
      world.clusterInvites.push(made);
      return { __typename: "CreatedClusterInvite", secret: "3f9c1d5e".repeat(6), invite: shown(made) };
    },
    revokeClusterInvite: ({ id }) => {
      const found = world.clusterInvites.find((one) => one.id === id);
      found.state = "REVOKED";
      return { __typename: "ClusterInvite", ...shown(found) };
    },
    acceptClusterInvite: () => problem("NotFound", "There is no invite with that secret that you could accept."),
    setPreferredCluster: ({ clusterId }) => {
      world.preferred = clusterId ?? null;
      return { __typename: "PreferredCluster", routes: routes() };
    },
  };
}

function listing(id, name, region, ownerName, rest) {
  return {
    id,
    name,
    region,
    ownerName,
    shortDescription: "",
    clusterClass: "THIRD_PARTY_MARKETPLACE",
    deploymentModel: "SHARED",
    isOfficial: false,
    isDefault: false,
    limits: NO_LIMITS,
    health: "HEALTHY",
    ...rest,
  };
}

function listingOf(cluster) {
  return listing(cluster.id, cluster.name, cluster.region, "", { terms: cluster.terms, health: cluster.state.health });
}

function route(cluster, role) {
  return { cluster, role, health: cluster.health, refusal: null, detail: null };
}

function subscription(id, status, tenantName, message) {
  return { id, status, tenantName, message, reason: "", createdAt: ago(8e7), changedAt: ago(8e7) };
}

function invite(id, note) {
  return {
    id,
    state: "PENDING",
    note,
    prefix: "3f9c1d5e",
    inviteeTenantId: null,
    createdAt: ago(8e7),
    expiresAt: ago(-5e8),
  };
}
