import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { FlowEvent } from "../api/model";
import { EVERY } from "../api/queries";

const SHOWN = 30;

export const EVENTS = operation<
  { events: { edges: { node: FlowEvent }[] } },
  { first: number; nodeId: string | null; flowId: string | null; streamId: string | null }
>(`query Events($first: Int!, $nodeId: ID, $flowId: ID, $streamId: ID) {
  events(first: $first, nodeId: $nodeId, flowId: $flowId, streamId: $streamId) {
    edges { node { id occurredAt type severity message flowId node { id name } } }
  }
}`);

/** Whose events; null for everybody's. */
export type Whose = { nodeId: string | null; flowId: string | null; streamId: string | null };

/** The newest events of a node, a flow or a stream. */
export function useEvents({ nodeId, flowId, streamId }: Whose) {
  return useQuery({
    queryKey: ["events", nodeId, flowId, streamId],
    queryFn: async ({ signal }) =>
      (await run(EVENTS, { first: SHOWN, nodeId, flowId, streamId }, signal)).events.edges.map((edge) => edge.node),
    refetchInterval: EVERY.eventsMs,
    placeholderData: keepPreviousData,
  });
}
