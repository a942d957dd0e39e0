import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";
import type { Artifact } from "../artifact/artifacts";
import { send, type Part } from "./upload";

/** Where the rows of videos stand among the artifacts that are remembered. */
export const VIDEOS = "videos";
const PAGE = 20;
const UPLOAD = "uploadId parts { number sizeBytes etag uploadUrl }";
const FIELDS = `id kind status title format createdAt startedAt durationMs sizeBytes isStored error expiresAt
  nodes { id name } addresses { region playbackUrl }`;

type Upload = { uploadId: string; parts: Part[] };

export const LIBRARY = operation<
  { artifacts: { totalCount: number; edges: { node: Artifact }[] } },
  { first: number }
>(`query Library($first: Int!) {
  artifacts(first: $first, kind: VOD) { totalCount edges { node { ${FIELDS} } } }
}`);

export const CREATE_UPLOAD = operation<
  { createVodUpload: Outcome<{ upload: Upload }> },
  { input: { filename: string; sizeBytes: number; contentType?: string; title: string } }
>(`mutation CreateVodUpload($input: CreateVodUploadInput!) {
  createVodUpload(input: $input) { __typename ... on CreatedVodUpload { upload { ${UPLOAD} } } ${PROBLEM_FIELDS} }
}`);

export const UPLOAD_STATUS = operation<{ vodUploadStatus: Upload | null }, { id: string }>(
  `query VodUploadStatus($id: ID!) { vodUploadStatus(uploadId: $id) { ${UPLOAD} } }`,
);

export const COMPLETE_UPLOAD = operation<
  { completeVodUpload: Outcome<{ id: string }> },
  { input: { uploadId: string; parts: { partNumber: number; etag: string }[] } }
>(`mutation CompleteVodUpload($input: CompleteVodUploadInput!) {
  completeVodUpload(input: $input) { __typename ... on Artifact { id } ${PROBLEM_FIELDS} }
}`);

export const ABORT_UPLOAD = operation<{ abortVodUpload: Outcome<{ id: string }> }, { id: string }>(
  `mutation AbortVodUpload($id: ID!) {
  abortVodUpload(uploadId: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} }
}`,
);

/** The newest videos, so many pages of them. */
export function useVideos(pages: number) {
  return useQuery({
    queryKey: ["artifacts", VIDEOS, pages],
    queryFn: async ({ signal }) => {
      const { artifacts } = await run(LIBRARY, { first: Math.min(pages * PAGE, 200) }, signal);
      return { items: artifacts.edges.map((edge) => edge.node), totalCount: artifacts.totalCount };
    },
    refetchInterval: EVERY.nodeMs,
    placeholderData: keepPreviousData,
  });
}

/** Uploads a file; what was begun and is not finished is thrown away. */
export function useUpload(onProgress: (share: number) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, title, signal }: { file: File; title: string; signal: AbortSignal }) => {
      const input = {
        filename: file.name,
        sizeBytes: file.size,
        title,
        ...(file.type ? { contentType: file.type } : {}),
      };
      const { upload } = successOf((await run(CREATE_UPLOAD, { input }, signal)).createVodUpload);
      const id = upload.uploadId;
      try {
        const refresh = async () => (await run(UPLOAD_STATUS, { id }, signal)).vodUploadStatus?.parts ?? [];
        const parts = await send(file, upload.parts, { refresh, onProgress, signal });
        return successOf((await run(COMPLETE_UPLOAD, { input: { uploadId: id, parts } }, signal)).completeVodUpload);
      } catch (failure) {
        await run(ABORT_UPLOAD, { id }).catch(() => undefined);
        throw failure;
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["artifacts", VIDEOS] }),
    // The answer holds addresses to write to.
    gcTime: 0,
  });
}
