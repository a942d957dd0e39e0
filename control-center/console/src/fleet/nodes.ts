import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Cluster, FlowHealth, Health, Instant, NodeState } from "../api/model";
import { EVERY } from "../api/queries";
import { history } from "../design/history";

const PAGE = 50;
/** Beyond this many, the page says that it shows a part. */
const MOST_NODES = 1_000;

/** A node as a row of the fleet. */
export type FleetNode = {
  id: string;
  name: string;
  state: NodeState;
  address: string | null;
  lastSeenAt: Instant | null;
  cluster: Pick<Cluster, "id" | "name">;
  health: Pick<
    Health,
    "cpu" | "memoryUsedBytes" | "memoryBytes" | "networkInBps" | "networkOutBps" | "problems"
  > | null;
  flows: {
    id: string;
    running: boolean;
    status: { health: FlowHealth; sources: { isSelected: boolean; bitrateBps: number }[] } | null;
  }[];
};

export type Fleet = { nodes: FleetNode[]; totalCount: number };

export const FLEET = operation<
  {
    nodes: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { node: FleetNode }[];
    };
  },
  { first: number; after: string | null }
>(`query Fleet($first: Int!, $after: String) {
  nodes(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node {
      id name state address lastSeenAt
      cluster { id name }
      health { cpu memoryUsedBytes memoryBytes networkInBps networkOutBps problems }
      flows { id running status { health sources { isSelected bitrateBps } } }
    } }
  }
}`);

export const CLUSTERS = operation<{ clusters: Cluster[] }>(`query Clusters { clusters { id name region nodeCount } }`);

export function useFleet() {
  return useQuery({
    queryKey: ["fleet"],
    queryFn: ({ signal }) => wholeFleet(signal),
    refetchInterval: EVERY.fleetMs,
    placeholderData: keepPreviousData,
  });
}

export function useClusters() {
  return useQuery({
    queryKey: ["clusters"],
    queryFn: async ({ signal }) => (await run(CLUSTERS, {}, signal)).clusters,
    staleTime: 30_000,
  });
}

async function wholeFleet(signal: AbortSignal): Promise<Fleet> {
  const nodes: FleetNode[] = [];
  let after: string | null = null;
  let totalCount = 0;
  do {
    const { nodes: page }: Awaited<ReturnType<typeof onePage>> = await onePage(after, signal);
    nodes.push(...page.edges.map((edge) => edge.node));
    totalCount = page.totalCount;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null && nodes.length < MOST_NODES);
  history.record(Date.now(), [["fleet.in", total(nodes)]]);
  return { nodes, totalCount };
}

function onePage(after: string | null, signal: AbortSignal) {
  return run(FLEET, { first: PAGE, after }, signal);
}

/** Media that enters the fleet: the sources that feed outputs now. */
export function total(nodes: readonly FleetNode[]): number {
  return nodes.reduce((sum, node) => sum + arriving(node), 0);
}

export function arriving(node: FleetNode): number {
  return node.flows
    .flatMap((flow) => flow.status?.sources ?? [])
    .filter((source) => source.isSelected)
    .reduce((sum, source) => sum + source.bitrateBps, 0);
}

export function liveFlows(node: FleetNode): number {
  return node.flows.filter((flow) => flow.status?.health === "RECEIVING" || flow.status?.health === "DEGRADED").length;
}
