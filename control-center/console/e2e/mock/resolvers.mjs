import { ago, token } from "./world.mjs";
import { accountResolvers } from "./accountResolvers.mjs";
import { releaseResolvers } from "./releaseResolvers.mjs";
import { clusterResolvers } from "./clusterResolvers.mjs";
import { streamResolvers } from "./streamResolvers.mjs";
import { healthOf, INVENTORY, statusOf } from "./motion.mjs";

/** Root fields over the world; objects carry `__typename` so that unions resolve by themselves. */
export function resolvers(world, password) {
  const node = (id) => world.nodes.find((found) => found.id === id);
  const flow = (id) => world.flows.find((found) => found.id === id);
  const show = { node: (found) => nodeOf(world, found), flow: (found) => flowOf(world, found) };
  const change = (id, act) => {
    const found = flow(id);
    if (!found) return problem("NotFound", "There is no such flow.");
    act(found);
    found.appliedAt = Date.now() + 1_500;
    return { __typename: "Flow", ...show.flow(found) };
  };
  return {
    me: () => world.me,
    tenants: () => [world.me.tenant],
    tenantDepartures: () => connection([]),
    tenantUse: () => [
      { allowance: "STREAMS", present: world.streams.length, limit: null },
      { allowance: "NODES", present: world.nodes.length, limit: 20 },
      { allowance: "CLUSTERS", present: world.clusters.length, limit: 3 },
      { allowance: "FLOWS", present: world.flows.length, limit: null },
    ],
    clusters: () => world.clusters.map((cluster) => clusterOf(world, cluster)),
    nodes: () => connection(world.nodes.map(show.node)),
    node: ({ id }) => node(id) && show.node(node(id)),
    flows: ({ first, search }) =>
      connection(
        world.flows
          .filter((one) => one.origin === "CENTER" && one.name.toLowerCase().includes((search ?? "").toLowerCase()))
          .slice(0, first)
          .map(show.flow),
      ),
    flowTemplates: () => world.templates,
    changeFlows: ({ input }) => ({
      __typename: "ChangedFlows",
      results: input.ids.map((id) => {
        if (input.action === "DELETE") world.flows = world.flows.filter((found) => found.id !== id);
        else change(id, (found) => Object.assign(found, { running: input.action === "START" }));
        return { id, isDone: true, problem: null };
      }),
    }),
    flow: ({ id }) => flow(id) && show.flow(flow(id)),
    bootstrapTokens: () =>
      connection(world.tokens.map((found) => ({ ...found, cluster: clusterOf(world, found.cluster) }))),
    events: ({ nodeId, flowId, streamId, first }) =>
      connection(
        world.events
          .filter(
            (event) =>
              (!nodeId || event.node.id === nodeId) &&
              (!flowId || event.flowId === flowId) &&
              (!streamId || event.streamId === streamId),
          )
          .slice(0, first)
          .map((event) => ({ ...event, node: show.node(event.node) })),
      ),
    ...accountResolvers(world, { problem, connection }),
    ...releaseResolvers(world, { connection }),
    ...clusterResolvers(world, { problem, connection }),
    ...streamResolvers(world, { show, problem, connection }),
    changePassword: ({ input }) => {
      if (input.currentPassword !== password)
        return problem("InvalidInput", "That is not the password that you use now.", "currentPassword");
      world.me.mustChangePassword = false;
      return { __typename: "Me", ...world.me };
    },
    createBootstrapToken: ({ input }) => {
      const cluster = world.clusters.find((found) => found.id === input.clusterId);
      if (!cluster) return problem("NotFound", "There is no such cluster.");
      const made = token(world, input.description ?? "", cluster, {
        usesLeft: input.uses,
        expectedAddress: input.expectedAddress ?? null,
        createdAt: ago(0),
        expiresAt: ago(-input.lifeHours * 3.6e6),
      });
      world.tokens.unshift(made);
      const text = `bt_${"3f9c1d5e".repeat(8)}.${"a07be642".repeat(8)}`;
      return {
        __typename: "CreatedBootstrapToken",
        token: text,
        centerUrl: "https://127.0.0.1:18443",
        bootstrapToken: { ...made, cluster: clusterOf(world, cluster) },
      };
    },
    revokeBootstrapToken: ({ id }) => {
      const found = world.tokens.find((one) => one.id === id);
      if (!found) return problem("NotFound", "There is no such bootstrap token.");
      found.state = "REVOKED";
      return { __typename: "BootstrapToken", ...found, cluster: clusterOf(world, found.cluster) };
    },
    renameNode: ({ id, name }) => {
      if (world.nodes.some((other) => other.name === name && other.id !== id))
        return problem("Conflict", `Another node is already named '${name}'.`);
      node(id).name = name;
      return { __typename: "Node", ...show.node(node(id)) };
    },
    setNodeMode: ({ input }) => {
      Object.assign(node(input.nodeId), {
        lifecycle: input.mode === "NORMAL" ? null : input.mode,
        modeReason: input.reason || null,
      });
      return { __typename: "Node", ...show.node(node(input.nodeId)) };
    },
    revokeNode: ({ id }) => {
      node(id).state = "REVOKED";
      return { __typename: "Node", ...show.node(node(id)) };
    },
    createFlow: ({ input }) => {
      const clash = world.flows.find(
        (other) =>
          other.node.id === input.nodeId && other.sources.some((source) => source.port === input.sources[0].port),
      );
      if (clash)
        return problem(
          "InvalidInput",
          `sources[0].port ${input.sources[0].port} is taken by flow '${clash.name}' on this node.`,
          "sources[0].port",
        );
      const made = {
        id: world.ids("flow"),
        name: input.name,
        description: input.description ?? "",
        node: input.nodeId ? node(input.nodeId) : world.nodes[0],
        placement: null,
        origin: "CENTER",
        running: input.running,
        health: "RECEIVING",
        rate: 5.2e6,
        detail: null,
        broken: null,
        startedAt: ago(0),
        createdAt: ago(0),
        updatedAt: ago(0),
        appliedAt: Date.now() + 1_500,
        notApplied: null,
        ...ends(input),
      };
      world.flows.push(made);
      return { __typename: "Flow", ...show.flow(made) };
    },
    updateFlow: ({ input }) =>
      change(input.id, (found) =>
        Object.assign(
          found,
          { name: input.name ?? found.name, description: input.description ?? found.description },
          ends(input),
        ),
      ),
    startFlow: ({ id }) => change(id, (found) => Object.assign(found, { running: true, startedAt: ago(0) })),
    stopFlow: ({ id }) => change(id, (found) => Object.assign(found, { running: false })),
    deleteFlow: ({ id }) => {
      world.flows = world.flows.filter((found) => found.id !== id);
      return { __typename: "Deleted", id };
    },
  };
}

/** Lets scalars pass as they are and interfaces resolve by `__typename`. */
export function typeNamed(schema, name) {
  const type = schema.getType(name);
  if (name === "BigInteger" || name === "DateTime") type.serialize = (value) => value;
}

function problem(kind, message, field) {
  return { __typename: kind, message, field };
}

function connection(nodes) {
  return {
    totalCount: nodes.length,
    pageInfo: { hasNextPage: false, endCursor: null },
    edges: nodes.map((node, at) => ({ cursor: String(at), node })),
  };
}

function clusterOf(world, cluster) {
  return { ...cluster, nodeCount: world.nodes.filter((node) => node.cluster.id === cluster.id).length };
}

function nodeOf(world, node) {
  const isConnected = node.state === "ONLINE" || node.state === "PROBLEM";
  return {
    ...node,
    cluster: clusterOf(world, node.cluster),
    lastSeenAt: node.seen ?? ago(800),
    lifecycle: node.lifecycle ?? "ACTIVE",
    modeReason: node.modeReason ?? null,
    modeSetBy: node.lifecycle ? "admin@flotilla.local" : null,
    modeSetAt: node.lifecycle ? ago(3_600_000) : null,
    machines: [
      {
        fingerprint: "3f9c1d5ea07b",
        hostname: node.name,
        isOfEnrolment: true,
        firstSeenAt: ago(9 * 86_400_000),
        lastSeenAt: ago(800),
      },
    ],
    inventory: INVENTORY,
    health: healthOf(node),
    probes:
      node.name === "studio-a"
        ? [
            {
              address: "udp://127.0.0.1:9711",
              packets: Math.round(Date.now() / 10),
              continuityErrors: 0,
              bitrateBps: statusOf(world.flows[0]).outputs[0].bitrateBps,
              lastPacketAt: ago(40),
            },
          ]
        : [],
    flows: () => world.flows.filter((flow) => flow.node.id === node.id).map((flow) => flowOf(world, flow)),
    isConnected,
  };
}

function flowOf(world, flow) {
  return {
    ...flow,
    node: () => nodeOf(world, flow.node),
    status: statusOf(flow),
    drift: [],
    isApplied: Date.now() > flow.appliedAt,
  };
}

function ends(input) {
  const end = (one) => ({
    description: "",
    address: "",
    latencyMs: null,
    streamId: null,
    interface: null,
    sender: null,
    repair: false,
    ttl: null,
    dscp: null,
    smoothingMs: null,
    fec: null,
    ristProfile: null,
    ...one,
    srt: one.transport.startsWith("SRT") ? { links: [], ...one.srt } : null,
    rtmp: one.rtmp ? { ...one.rtmp, hasStreamKey: Boolean(one.rtmp.streamKey) } : null,
    address: one.address ?? "",
    isEncrypted: Boolean(one.passphrase),
  });
  return {
    ...(input.sources ? { sources: input.sources.map(end) } : {}),
    ...(input.outputs ? { outputs: input.outputs.map((one) => ({ isEnabled: true, ...end(one) })) } : {}),
  };
}
