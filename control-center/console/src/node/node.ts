import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Cluster, FlowHealth, FlowOrigin, Health, Instant, NodeState } from "../api/model";
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
    id name state address enrolledAt lastSeenAt certificateExpiresAt
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
