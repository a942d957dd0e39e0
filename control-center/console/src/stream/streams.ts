import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";

const PAGE = 50;

export type PolicyKind = "PUBLIC" | "SIGNED_TOKEN" | "WEBHOOK";

export type Policy = {
  kind: PolicyKind;
  signedToken: {
    /** Empty for every key of the tenant. */
    keyIds: string[];
    audience: string | null;
    requiredClaims: { name: string; value: string }[];
  } | null;
  webhook: { url: string; timeoutMs: number } | null;
};

/** Where a stream is at the moment, as its node last said. */
export type Presence = {
  node: { id: string; name: string };
  /** It is published there, and not fetched from another node. */
  isSource: boolean;
  viewers: number;
};

export type StreamKey = { id: string; name: string; prefix: string; createdAt: Instant; createdBy: string };

/** The only answer that ever holds the key itself. */
export type CreatedKey = { secret: string; streamKey: StreamKey };

export type PushTarget = { id: string; name: string; address: string; isEnabled: boolean };

/** By which door of a region a stream is published and watched. */
export type StreamAddress = { region: string; playbackUrl: string; ingestUrl: string };

/** Where a stream is fetched from; the address is without what grants access there. */
export type PullSource = { address: string; isEnabled: boolean; clusterIds: string[] };

/** Without an address the one that is stored stays. */
export type PullSourceInput = { url?: string; isEnabled: boolean; clusterIds: string[] };

export type NewStream = {
  title: string;
  description: string;
  ingestMode?: "PUSH" | "PULL";
  pullSource?: PullSourceInput;
};

/** A stream as a row of the list. */
export type StreamItem = {
  id: string;
  title: string;
  playbackId: string;
  isSuspended: boolean;
  createdAt: Instant;
  recording: { windowSeconds: number; segmentSeconds: number } | null;
  policy: { kind: PolicyKind };
  presences: Presence[];
};

export type Stream = Omit<StreamItem, "policy"> & {
  description: string;
  mostViewers: number | null;
  ingestMode: "PUSH" | "PULL";
  pullSource: PullSource | null;
  policy: Policy;
  keys: StreamKey[];
  pushTargets: PushTarget[];
  addresses: StreamAddress[];
};

export type StreamUpdate = {
  id: string;
  title?: string;
  description?: string;
  isSuspended?: boolean;
  mostViewers?: number;
  recordingWindowSeconds?: number;
  recordingSegmentSeconds?: number;
};

const ITEM = `id title playbackId isSuspended createdAt recording { windowSeconds segmentSeconds }
  presences { node { id name } isSource viewers }`;
const KEY = "id name prefix createdAt createdBy";
const SETTINGS = `description mostViewers ingestMode pullSource { address isEnabled clusterIds }
  policy { kind signedToken { keyIds audience requiredClaims { name value } } webhook { url timeoutMs } }
  keys { ${KEY} } pushTargets { id name address isEnabled } addresses { region playbackUrl ingestUrl }`;

export const STREAMS = operation<
  {
    streams: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { node: StreamItem }[];
    };
  },
  { first: number; after: string | null; search: string }
>(`query Streams($first: Int!, $after: String, $search: String) {
  streams(first: $first, after: $after, search: $search) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${ITEM} policy { kind } } }
  }
}`);

export const STREAM = operation<{ stream: Stream | null }, { id: string }>(
  `query Stream($id: ID!) { stream(id: $id) { ${ITEM} ${SETTINGS} } }`,
);

export const CREATE_STREAM = operation<
  { createStream: Outcome<{ stream: Stream; firstKey: CreatedKey }> },
  { input: NewStream }
>(`mutation CreateStream($input: CreateStreamInput!) {
  createStream(input: $input) {
    __typename
    ... on CreatedStream { stream { ${ITEM} ${SETTINGS} } firstKey { secret streamKey { ${KEY} } } }
    ${PROBLEM_FIELDS}
  }
}`);

export const UPDATE_STREAM = operation<{ updateStream: Outcome<Stream> }, { input: StreamUpdate }>(
  `mutation UpdateStream($input: UpdateStreamInput!) {
  updateStream(input: $input) { __typename ... on Stream { ${ITEM} ${SETTINGS} } ${PROBLEM_FIELDS} }
}`,
);

export const SET_PULL_SOURCE = operation<
  { setPullSource: Outcome<Stream> },
  { input: { streamId: string; pullSource: PullSourceInput | null } }
>(`mutation SetPullSource($input: SetPullSourceInput!) {
  setPullSource(input: $input) { __typename ... on Stream { ${ITEM} ${SETTINGS} } ${PROBLEM_FIELDS} }
}`);

export const DELETE_STREAM = operation<{ deleteStream: Outcome<{ id: string }> }, { id: string }>(
  `mutation DeleteStream($id: ID!) { deleteStream(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} } }`,
);

/** The streams, newest first, as far as they are shown; more by `fetchMore` of the caller's page count. */
export function useStreams(search: string, pages: number) {
  return useQuery({
    queryKey: ["streams", search, pages],
    queryFn: async ({ signal }) => {
      const items: StreamItem[] = [];
      let after: string | null = null;
      let totalCount = 0;
      for (let page = 0; page < pages; page++) {
        const { streams }: Awaited<ReturnType<typeof onePage>> = await onePage(search, after, signal);
        items.push(...streams.edges.map((edge) => edge.node));
        totalCount = streams.totalCount;
        after = streams.pageInfo.endCursor;
        if (!streams.pageInfo.hasNextPage) break;
      }
      return { items, totalCount };
    },
    refetchInterval: EVERY.fleetMs,
    placeholderData: keepPreviousData,
  });
}

function onePage(search: string, after: string | null, signal: AbortSignal) {
  return run(STREAMS, { first: PAGE, after, search }, signal);
}

export function useStream(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await run(STREAM, { id }, signal)).stream,
    refetchInterval: EVERY.nodeMs,
    placeholderData: keepPreviousData,
  });
}

export function useCreateStream() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: NewStream) => successOf((await run(CREATE_STREAM, { input })).createStream),
    onSuccess: ({ stream }) => {
      queries.setQueryData(keyOf(stream.id), stream);
      void queries.invalidateQueries({ queryKey: ["streams"] });
    },
    // The answer holds a key: it leaves the cache with the dialog that shows it.
    gcTime: 0,
  });
}

export function useUpdateStream() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: StreamUpdate) => successOf((await run(UPDATE_STREAM, { input })).updateStream),
    onSuccess: (stream) => queries.setQueryData(keyOf(stream.id), stream),
  });
}

export function useSetPullSource(streamId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (pullSource: PullSourceInput | null) =>
      successOf((await run(SET_PULL_SOURCE, { input: { streamId, pullSource } })).setPullSource),
    onSuccess: (stream) => queries.setQueryData(keyOf(stream.id), stream),
  });
}

export function useDeleteStream() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => successOf((await run(DELETE_STREAM, { id })).deleteStream),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["streams"] }),
  });
}

/** Asks for a stream anew, after something that belongs to it has changed. */
export function useRefreshStream(id: string) {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: keyOf(id) });
}

function keyOf(id: string) {
  return ["stream", id] as const;
}
