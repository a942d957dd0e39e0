import { useInfiniteQuery } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";

export type Message = { id: string; at: Instant; name: string; email: string; text: string };

type Page = { edges: { node: Message }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

export const MESSAGES = operation<{ contactMessages: Page }, { first: number; after: string | null }>(
  `query ContactMessages($first: Int!, $after: String) {
  contactMessages(first: $first, after: $after) {
    edges { node { id at name email text } }
    pageInfo { hasNextPage endCursor }
  }
}`,
);

const SHOWN = 20;

/** What strangers wrote, newest first. */
export function useMessages() {
  return useInfiniteQuery({
    queryKey: ["contactMessages"],
    queryFn: async ({ pageParam, signal }) =>
      (await run(MESSAGES, { first: SHOWN, after: pageParam }, signal)).contactMessages,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
  });
}
