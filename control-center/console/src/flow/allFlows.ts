import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { FlowHealth, FlowOrigin, NodeState } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";

const PAGE = 50;

/** A flow as a row of the list of all. */
export type FlowItem = {
  id: string;
  name: string;
  running: boolean;
  origin: FlowOrigin;
  isApplied: boolean;
  notApplied: string | null;
  drift: string[];
  node: { id: string; name: string; state: NodeState };
  placement: { cluster: { name: string } } | null;
  outputs: { isEnabled: boolean }[];
  status: {
    health: FlowHealth;
    detail: string | null;
    sources: { isSelected: boolean; bitrateBps: number }[];
    outputs: { isConnected: boolean }[];
  } | null;
};

export type FlowAction = "START" | "STOP" | "DELETE";
export type ChangedFlow = { id: string; isDone: boolean; problem: string | null };

export const FLOWS = operation<
  {
    flows: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { node: FlowItem }[];
    };
  },
  { first: number; after: string | null; search: string }
>(`query Flows($first: Int!, $after: String, $search: String) {
  flows(first: $first, after: $after, search: $search) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node {
      id name running origin isApplied notApplied drift
      node { id name state }
      placement { cluster { name } }
      outputs { isEnabled }
      status { health detail sources { isSelected bitrateBps } outputs { isConnected } }
    } }
  }
}`);

export const CHANGE_FLOWS = operation<
  { changeFlows: Outcome<{ results: ChangedFlow[] }> },
  { input: { ids: string[]; action: FlowAction } }
>(`mutation ChangeFlows($input: ChangeFlowsInput!) {
  changeFlows(input: $input) { __typename ... on ChangedFlows { results { id isDone problem } } ${PROBLEM_FIELDS} }
}`);

/** The flows by name, as far as they are shown. */
export function useFlows(search: string, pages: number) {
  return useQuery({
    queryKey: ["flows", search, pages],
    queryFn: async ({ signal }) => {
      const items: FlowItem[] = [];
      let after: string | null = null;
      let totalCount = 0;
      for (let page = 0; page < pages; page++) {
        const { flows }: Awaited<ReturnType<typeof onePage>> = await onePage(search, after, signal);
        items.push(...flows.edges.map((edge) => edge.node));
        totalCount = flows.totalCount;
        after = flows.pageInfo.endCursor;
        if (!flows.pageInfo.hasNextPage) break;
      }
      return { items, totalCount };
    },
    refetchInterval: EVERY.fleetMs,
    placeholderData: keepPreviousData,
  });
}

function onePage(search: string, after: string | null, signal: AbortSignal) {
  return run(FLOWS, { first: PAGE, after, search }, signal);
}

export function useChangeFlows() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: { ids: string[]; action: FlowAction }) =>
      successOf((await run(CHANGE_FLOWS, { input })).changeFlows).results,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["flows"] }),
  });
}
