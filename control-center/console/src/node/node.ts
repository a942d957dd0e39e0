import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type {
  Cluster,
  FlowHealth,
  FlowOrigin,
  Health,
  Instant,
  NodeLifecycle,
  NodeMode,
  NodeState,
} from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";
import { history } from "../design/history";

export type Inventory = {
  hostname: string;
  operatingSystem: string;
  kernel: string;
  architecture: string;
  agentVersion: string;
  roles: string[];
  libraries: { name: string; version: string }[];
  cpuCores: number;
  memoryBytes: number;
  interfaces: { name: string; addresses: string[]; speedBps: number }[];
};

export type Probe = {
  address: string;
  packets: number;
  continuityErrors: number;
  bitrateBps: number;
  lastPacketAt: Instant | null;
};

/** A flow as a row of its node. */
export type NodeFlow = {
  id: string;
  name: string;
  running: boolean;
  origin: FlowOrigin;
  isApplied: boolean;
  notApplied: string | null;
  outputs: { name: string; isEnabled: boolean }[];
  status: {
    health: FlowHealth;
    detail: string | null;
    sources: { name: string; isSelected: boolean; bitrateBps: number }[];
    outputs: { name: string; isConnected: boolean }[];
  } | null;
};

export type FullHealth = Health & {
  agentMemoryBytes: number;
  engineMemoryBytes: number;
  agentStartedAt: Instant;
  engineStartedAt: Instant | null;
  spooledEvents: number;
  lostEvents: number;
};

export type Node = {
  id: string;
  name: string;
  state: NodeState;
  lifecycle: NodeLifecycle;
  modeReason: string | null;
  modeSetBy: string | null;
  modeSetAt: Instant | null;
  machines: {
    fingerprint: string;
    hostname: string;
    isOfEnrolment: boolean;
    firstSeenAt: Instant;
    lastSeenAt: Instant;
  }[];
  cluster: Pick<Cluster, "id" | "name">;
  address: string | null;
  enrolledAt: Instant;
  lastSeenAt: Instant | null;
  certificateExpiresAt: Instant;
  inventory: Inventory | null;
  health: FullHealth | null;
  probes: Probe[];
  flows: NodeFlow[];
};

export const NODE = operation<{ node: Node | null }, { id: string }>(`query Node($id: ID!) {
  node(id: $id) {
    id name state lifecycle modeReason modeSetBy modeSetAt address enrolledAt lastSeenAt certificateExpiresAt
    machines { fingerprint hostname isOfEnrolment firstSeenAt lastSeenAt }
    cluster { id name }
    inventory {
      hostname operatingSystem kernel architecture agentVersion roles cpuCores memoryBytes
      libraries { name version } interfaces { name addresses speedBps }
    }
    health {
      measuredAt cpu memoryUsedBytes memoryBytes diskUsedBytes diskBytes networkInBps networkOutBps problems
      agentMemoryBytes engineMemoryBytes agentStartedAt engineStartedAt spooledEvents lostEvents
    }
    probes { address packets continuityErrors bitrateBps lastPacketAt }
    flows {
      id name running origin isApplied notApplied
      outputs { name isEnabled }
      status { health detail sources { name isSelected bitrateBps } outputs { name isConnected } }
    }
  }
}`);

export const RENAME_NODE = operation<{ renameNode: Outcome<{ id: string }> }, { id: string; name: string }>(
  `mutation RenameNode($id: ID!, $name: String!) { renameNode(id: $id, name: $name) { __typename ... on Node { id } ${PROBLEM_FIELDS} } }`,
);
export const REVOKE_NODE = operation<{ revokeNode: Outcome<{ id: string }> }, { id: string }>(
  `mutation RevokeNode($id: ID!) { revokeNode(id: $id) { __typename ... on Node { id } ${PROBLEM_FIELDS} } }`,
);

export const SET_NODE_MODE = operation<
  { setNodeMode: Outcome<{ id: string }> },
  { input: { nodeId: string; mode: NodeMode; reason: string } }
>(`mutation SetNodeMode($input: SetNodeModeInput!) {
  setNodeMode(input: $input) { __typename ... on Node { id } ${PROBLEM_FIELDS} }
}`);
export const RETIRE_NODE = operation<{ retireNode: Outcome<{ id: string }> }, { id: string; reason: string }>(
  `mutation RetireNode($id: ID!, $reason: String) {
  retireNode(id: $id, reason: $reason) { __typename ... on Node { id } ${PROBLEM_FIELDS} }
}`,
);

/** A node, asked again every other second; null when there is none. */
export function useNode(id: string) {
  return useQuery({
    queryKey: ["node", id],
    queryFn: async ({ signal }) => {
      const { node } = await run(NODE, { id }, signal);
      if (node) record(node);
      return node;
    },
    refetchInterval: EVERY.nodeMs,
  });
}

export type HealthSeries = "cpu" | "memory" | "disk" | "network";

export function seriesOf(nodeId: string, what: HealthSeries): string {
  return `${nodeId}.${what}`;
}

/** The series of what arrives in a flow, as its node's page sees it. */
export function flowSeries(flowId: string): string {
  return `${flowId}.arriving`;
}

/** Whether what the node says is of this moment. */
export function isConnected({ state }: { state: NodeState }): boolean {
  return state === "ONLINE" || state === "PROBLEM";
}

/** What the sources that feed outputs deliver. */
export function arriving(flow: NodeFlow): number {
  return (
    flow.status?.sources.filter((source) => source.isSelected).reduce((sum, source) => sum + source.bitrateBps, 0) ?? 0
  );
}

function record({ id, health, flows }: Node) {
  const at = Date.now();
  history.record(
    at,
    flows.map((flow) => [flowSeries(flow.id), arriving(flow)] as const),
  );
  if (!health) return;
  history.record(at, [
    [seriesOf(id, "cpu"), health.cpu],
    [seriesOf(id, "memory"), health.memoryUsedBytes / health.memoryBytes],
    [seriesOf(id, "disk"), health.diskUsedBytes / health.diskBytes],
    [seriesOf(id, "network"), health.networkInBps + health.networkOutBps],
  ]);
}

export function useRenameNode() {
  return useChange(async (change: { id: string; name: string }) =>
    successOf((await run(RENAME_NODE, change)).renameNode),
  );
}

export function useRevokeNode() {
  return useChange(async (id: string) => successOf((await run(REVOKE_NODE, { id })).revokeNode));
}

export function useSetNodeMode() {
  return useChange(async (input: { nodeId: string; mode: NodeMode; reason: string }) =>
    successOf((await run(SET_NODE_MODE, { input })).setNodeMode),
  );
}

export function useRetireNode() {
  return useChange(async (input: { id: string; reason: string }) =>
    successOf((await run(RETIRE_NODE, input)).retireNode),
  );
}

function useChange<Input>(change: (input: Input) => Promise<{ id: string }>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async ({ id }) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["node", id] }),
        queries.invalidateQueries({ queryKey: ["fleet"] }),
      ]);
    },
  });
}
