import { ago } from "./world.mjs";

/** A clip or recording of a stream, with what differs from the usual. */
export function artifact(world, stream, kind, status, more) {
  return {
    id: `20261120120000${world.ids("").slice(1, 9)}${world.ids("").slice(1, 9)}`,
    kind,
    status,
    streamId: stream.id,
    title: "",
    format: kind === "RECORDING" ? "m3u8" : "mp4",
    playbackId: `Zq7${world.ids("").slice(1, 14)}`,
    createdAt: ago(900_000),
    startedAt: status === "REQUESTED" ? null : ago(900_000),
    durationMs: 0,
    sizeBytes: status === "READY" ? 48_000_000 : 0,
    isStored: false,
    error: null,
    expiresAt: status === "READY" ? ago(-80 * 86_400_000) : null,
    nodes: [],
    ...more,
  };
}

/** Root fields of clips and recordings. */
export function artifactResolvers(world, { show, problem, connection }) {
  const shown = (found) => ({
    ...found,
    nodes: found.nodes.map((node) => show.node(node)),
    addresses: world.clusters
      .filter((cluster) => cluster.region)
      .map(({ name }) => ({ region: name, playbackUrl: `https://${name}.example.org/play/${found.playbackId}` })),
  });
  const answer = (found) => ({ __typename: "Artifact", ...shown(found) });
  const find = (id) => world.artifacts.find((found) => found.id === id);
  const add = (input, kind, more) => {
    const stream = world.streams.find((one) => one.id === input.streamId);
    if (!stream) return problem("NotFound", "There is no such stream.");
    const made = artifact(world, stream, kind, "REQUESTED", { title: input.title ?? "", createdAt: ago(0), ...more });
    world.artifacts.unshift(made);
    return answer(made);
  };
  return {
    artifacts: ({ streamId, kind }) =>
      connection(
        world.artifacts
          .filter((found) => (!streamId || found.streamId === streamId) && (!kind || found.kind === kind))
          .map(shown),
      ),
    artifactDownload: ({ id }) => ({
      expiresAt: ago(-6 * 3_600_000),
      files: [{ name: "clip.mp4", sizeBytes: find(id).sizeBytes, url: "/objects/v1/clip.mp4?signature=x" }],
    }),
    createClip: ({ input }) => add(input, "CLIP", { format: input.format ?? "mp4" }),
    startRecording: ({ input }) => add(input, "RECORDING", {}),
    stopRecording: ({ id }) => answer(Object.assign(find(id), { status: "READY" })),
    deleteArtifact: ({ id }) => {
      world.artifacts = world.artifacts.filter((found) => found.id !== id);
      return { __typename: "Deleted", id };
    },
  };
}
