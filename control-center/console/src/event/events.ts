import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { FlowEvent } from "../api/model";
import { EVERY } from "../api/queries";
import { useEvery } from "../api/useLive";

const ASKED = 100;
const SHOWN = 30;
/** What comes with every viewer and every half minute: figures for charts, and nothing that happened. */
const TELEMETRY = new Set(["load_balancing", "client_lifecycle_batch", "stream_lifecycle_update"]);

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

/** What an event says; one without a sentence says what it is ("Viewer connect"). */
export function sentence({ message, type }: Pick<FlowEvent, "message" | "type">): string {
  const words = type.replaceAll("_", " ");
  return message || words.charAt(0).toUpperCase() + words.slice(1);
}

/** The newest events of a node, a flow or a stream. */
export function useEvents({ nodeId, flowId, streamId }: Whose) {
  const refetchInterval = useEvery(EVERY.eventsMs);
  return useQuery({
    queryKey: ["events", nodeId, flowId, streamId],
    queryFn: async ({ signal }) =>
      (await run(EVENTS, { first: ASKED, nodeId, flowId, streamId }, signal)).events.edges
        .map((edge) => edge.node)
        .filter((event) => !TELEMETRY.has(event.type))
        .slice(0, SHOWN),
    refetchInterval,
    placeholderData: keepPreviousData,
  });
}
