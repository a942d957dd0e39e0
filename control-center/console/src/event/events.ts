import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { FlowEvent } from "../api/model";
import { EVERY } from "../api/queries";

const SHOWN = 30;

export const EVENTS = operation<
  { events: { edges: { node: FlowEvent }[] } },
  { first: number; nodeId: string | null; flowId: string | null }
>(`query Events($first: Int!, $nodeId: ID, $flowId: ID) {
  events(first: $first, nodeId: $nodeId, flowId: $flowId) {
    edges { node { id occurredAt type severity message flowId node { id name } } }
  }
}`);

/** The newest events of a node or of a flow. */
export function useEvents({ nodeId = null, flowId = null }: { nodeId?: string | null; flowId?: string | null }) {
  return useQuery({
    queryKey: ["events", nodeId, flowId],
    queryFn: async ({ signal }) =>
      (await run(EVENTS, { first: SHOWN, nodeId, flowId }, signal)).events.edges.map((edge) => edge.node),
    refetchInterval: EVERY.eventsMs,
    placeholderData: keepPreviousData,
  });
}
