import { artifactResolvers } from "./artifacts.mjs";
import { masked, newKey, newStream, signingKey, target } from "./streams.mjs";

const SECRET = `sk_${"4f9a1c7e".repeat(4)}`;
const PRIVATE =
  "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n";

/** Root fields of streams and what belongs to them. `show`: what nodes look like; `problem`, `connection`: as elsewhere. */
export function streamResolvers(world, { show, problem, connection }) {
  const streamOf = (found) => ({
    ...found,
    presences: found.presences.map((presence) => ({ ...presence, node: show.node(presence.node) })),
    addresses: world.clusters
      .filter((cluster) => cluster.region)
      .map(({ name }) => ({
        region: name,
        playbackUrl: `https://${name}.example.org/play/${found.playbackId}`,
        ingestUrl: `https://${name}.example.org/ingest`,
      })),
  });
  const find = (id) => world.streams.find((found) => found.id === id);
  const answer = (found) => ({ __typename: "Stream", ...streamOf(found) });
  const ofPart = (list, id) => world.streams.find((found) => found[list].some((part) => part.id === id));
  const remove = (list, id) => {
    const found = ofPart(list, id);
    if (!found) return problem("NotFound", "It is not there any more.");
    found[list] = found[list].filter((part) => part.id !== id);
    return { __typename: "Deleted", id };
  };
  return {
    streams: ({ search }) =>
      connection(
        world.streams
          .filter(({ title }) => title.toLowerCase().includes((search ?? "").toLowerCase()))
          .map((found) => streamOf(found)),
      ),
    stream: ({ id }) => find(id) && streamOf(find(id)),
    signingKeys: () => world.signingKeys,
    ...artifactResolvers(world, { show, problem, connection }),
    createStream: ({ input }) => {
      const made = newStream(world, input.title, input.description ?? "");
      if (input.pullSource) {
        const { isEnabled, clusterIds } = input.pullSource;
        const address = `${new URL(input.pullSource.url).protocol}//…`;
        Object.assign(made, { ingestMode: "PULL", pullSource: { address, isEnabled, clusterIds: clusterIds ?? [] } });
      }
      world.streams.unshift(made);
      return {
        __typename: "CreatedStream",
        stream: streamOf(made),
        firstKey: { secret: SECRET, streamKey: made.keys[0] },
      };
    },
    updateStream: ({ input }) => {
      const found = find(input.id);
      const { recordingWindowSeconds: windowSeconds, recordingSegmentSeconds: segmentSeconds, ...rest } = input;
      Object.assign(found, rest);
      if (rest.mostViewers === 0) found.mostViewers = null;
      if (windowSeconds !== undefined) found.recording = windowSeconds ? { windowSeconds, segmentSeconds } : null;
      return answer(found);
    },
    deleteStream: ({ id }) => {
      world.streams = world.streams.filter((found) => found.id !== id);
      return { __typename: "Deleted", id };
    },
    setPullSource: ({ input }) => {
      const found = find(input.streamId);
      const isPulled = input.pullSource != null;
      Object.assign(found, {
        ingestMode: isPulled ? "PULL" : "PUSH",
        pullSource: isPulled ? { ...found.pullSource, ...input.pullSource } : null,
      });
      return answer(found);
    },
    setPlaybackPolicy: ({ input }) => {
      const found = find(input.streamId);
      found.policy = { kind: input.kind, signedToken: input.signedToken ?? null, webhook: input.webhook ?? null };
      return answer(found);
    },
    createStreamKey: ({ input }) => {
      const made = newKey(world, input.name);
      find(input.streamId).keys.push(made);
      return { __typename: "CreatedStreamKey", secret: SECRET, streamKey: made };
    },
    rotateStreamKey: ({ id }) => {
      const found = ofPart("keys", id);
      const old = found.keys.find((key) => key.id === id);
      Object.assign(old, newKey(world, old.name));
      return { __typename: "CreatedStreamKey", secret: SECRET, streamKey: old };
    },
    revokeStreamKey: ({ id }) => remove("keys", id),
    createPushTarget: ({ input }) => {
      if (input.url.includes("nowhere"))
        return problem("InvalidInput", "url must name RTMP's application (rtmp://host/app/key)", "url");
      const made = target(world, input);
      find(input.streamId).pushTargets.push(made);
      return { __typename: "PushTarget", ...made };
    },
    updatePushTarget: ({ input: { id, url, ...rest } }) => {
      const found = ofPart("pushTargets", id).pushTargets.find((one) => one.id === id);
      Object.assign(found, rest, url ? { address: masked(url) } : {});
      return { __typename: "PushTarget", ...found };
    },
    deletePushTarget: ({ id }) => remove("pushTargets", id),
    createSigningKey: ({ input }) => {
      const made = signingKey(world, input.name);
      world.signingKeys.push(made);
      return { __typename: "CreatedSigningKey", privateKey: input.publicKey ? null : PRIVATE, signingKey: made };
    },
    revokeSigningKey: ({ id }) => {
      world.signingKeys = world.signingKeys.filter((key) => key.id !== id);
      return { __typename: "Deleted", id };
    },
  };
}
