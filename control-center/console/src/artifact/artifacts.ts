import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";
import { useEvery } from "../api/useLive";

const PAGE = 20;

export type ArtifactKind = "CLIP" | "RECORDING" | "VOD";
export type ArtifactStatus = "REQUESTED" | "UPLOADING" | "RECORDING" | "PROCESSING" | "READY" | "FAILED" | "DELETED";

/** A clip or a recording. */
export type Artifact = {
  id: string;
  kind: ArtifactKind;
  status: ArtifactStatus;
  title: string;
  format: string;
  createdAt: Instant;
  startedAt: Instant | null;
  durationMs: number;
  sizeBytes: number;
  /** The object storage holds all of it. */
  isStored: boolean;
  error: string | null;
  expiresAt: Instant | null;
  nodes: { id: string; name: string }[];
  addresses: { region: string; playbackUrl: string }[];
};

/** Whoever has an address may fetch the file until it expires. */
export type ArtifactFile = { name: string; sizeBytes: number; url: string };

export type ClipInput = {
  streamId: string;
  title: string;
  format: string;
  mode: "LAST" | "ABSOLUTE";
  durationSeconds?: number;
  startsAt?: Instant;
  endsAt?: Instant;
};

const FIELDS = `id kind status title format createdAt startedAt durationMs sizeBytes isStored error expiresAt
  nodes { id name } addresses { region playbackUrl }`;
const ARTIFACT = `... on Artifact { ${FIELDS} }`;

export const ARTIFACTS = operation<
  { artifacts: { totalCount: number; edges: { node: Artifact }[] } },
  { first: number; streamId: string; kind: ArtifactKind }
>(`query Artifacts($first: Int!, $streamId: ID!, $kind: ArtifactKind!) {
  artifacts(first: $first, streamId: $streamId, kind: $kind) { totalCount edges { node { ${FIELDS} } } }
}`);

export const DOWNLOAD = operation<{ artifactDownload: { files: ArtifactFile[] } }, { id: string }>(
  "query ArtifactDownload($id: ID!) { artifactDownload(id: $id) { files { name sizeBytes url } } }",
);

export const CREATE_CLIP = operation<{ createClip: Outcome<Artifact> }, { input: ClipInput }>(
  `mutation CreateClip($input: CreateClipInput!) {
  createClip(input: $input) { __typename ${ARTIFACT} ${PROBLEM_FIELDS} }
}`,
);

export const START_RECORDING = operation<{ startRecording: Outcome<Artifact> }, { input: { streamId: string } }>(
  `mutation StartRecording($input: StartRecordingInput!) {
  startRecording(input: $input) { __typename ${ARTIFACT} ${PROBLEM_FIELDS} }
}`,
);

export const STOP_RECORDING = operation<{ stopRecording: Outcome<Artifact> }, { id: string }>(
  `mutation StopRecording($id: ID!) { stopRecording(id: $id) { __typename ${ARTIFACT} ${PROBLEM_FIELDS} } }`,
);

export const DELETE_ARTIFACT = operation<{ deleteArtifact: Outcome<{ id: string }> }, { id: string }>(
  `mutation DeleteArtifact($id: ID!) {
  deleteArtifact(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} }
}`,
);

/** The newest of a stream, so many pages of them. */
export function useArtifacts(streamId: string, kind: ArtifactKind, pages: number) {
  const refetchInterval = useEvery(EVERY.nodeMs);
  return useQuery({
    queryKey: [...keyOf(streamId), kind, pages],
    queryFn: async ({ signal }) => {
      const { artifacts } = await run(ARTIFACTS, { first: Math.min(pages * PAGE, 200), streamId, kind }, signal);
      return { items: artifacts.edges.map((edge) => edge.node), totalCount: artifacts.totalCount };
    },
    refetchInterval,
    placeholderData: keepPreviousData,
  });
}

export function useCreateClip(streamId: string) {
  return useChange(streamId, async (input: ClipInput) => successOf((await run(CREATE_CLIP, { input })).createClip));
}

export function useStartRecording(streamId: string) {
  return useChange(streamId, async () =>
    successOf((await run(START_RECORDING, { input: { streamId } })).startRecording),
  );
}

export function useStopRecording(streamId: string) {
  return useChange(streamId, async (id: string) => successOf((await run(STOP_RECORDING, { id })).stopRecording));
}

export function useDeleteArtifact(streamId: string) {
  return useChange(streamId, async (id: string) => successOf((await run(DELETE_ARTIFACT, { id })).deleteArtifact));
}

/** Addresses hold for some hours and are secrets until then: they leave the cache with the dialog that shows them. */
export function useDownload(id: string) {
  return useQuery({
    queryKey: ["download", id],
    queryFn: async ({ signal }) => (await run(DOWNLOAD, { id }, signal)).artifactDownload.files,
    staleTime: Infinity,
    gcTime: 0,
  });
}

function useChange<Input, Answer>(streamId: string, change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => void queries.invalidateQueries({ queryKey: keyOf(streamId) }),
  });
}

function keyOf(streamId: string) {
  return ["artifacts", streamId] as const;
}
