import { artifact } from "./artifacts.mjs";
import { ago } from "./world.mjs";

const PUBLIC = { kind: "PUBLIC", signedToken: null, webhook: null };
/** Uploaded videos belong to none. */
const NO_STREAM = { id: "str_00" };
const HOUR = 3_600_000;

/** Streams, their keys and push targets, and what happened to them. */
export function fillStreams(world) {
  const [studio, van, edge1, edge2] = world.nodes;
  const site = signingKey(world, "Web site");
  world.signingKeys.push(site, signingKey(world, "App"));
  const stage = newStream(world, "Main stage", "Programme feed of the main stage, with commentary");
  stage.presences = [
    { node: studio, isSource: true, viewers: 212 },
    { node: edge1, isSource: false, viewers: 1_804 },
    { node: edge2, isSource: false, viewers: 963 },
  ];
  stage.recording = { windowSeconds: 21_600, segmentSeconds: 6 };
  stage.keys.push(newKey(world, "Outside broadcast van"));
  stage.pushTargets.push(target(world, { name: "Our channel elsewhere", url: "rtmps://live.example.org/app/secret" }), {
    ...target(world, { name: "Partner", url: "srt://partner.example.net:9000?streamid=x" }),
    isEnabled: false,
  });
  const finish = newStream(world, "Finish line", "");
  finish.policy = {
    kind: "SIGNED_TOKEN",
    signedToken: {
      keyIds: [site.id, "kid_0000000000000000"],
      audience: "tv",
      requiredClaims: [{ name: "plan", value: "gold" }],
    },
    webhook: null,
  };
  finish.mostViewers = 500;
  finish.presences = [{ node: van, isSource: true, viewers: 41 }];
  const harbour = newStream(world, "Harbour camera", "Fixed camera at the northern pier");
  harbour.policy = {
    kind: "WEBHOOK",
    signedToken: null,
    webhook: { url: "https://example.org/may-watch", timeoutMs: 2000 },
  };
  harbour.ingestMode = "PULL";
  harbour.pullSource = { address: "srt://camera.example.org:9000/…", isEnabled: true, clusterIds: [] };
  const old = newStream(world, "Rehearsal", "");
  old.isSuspended = true;
  old.keys = [];
  world.streams.push(stage, finish, harbour, old);
  world.artifacts.push(
    artifact(world, stage, "RECORDING", "RECORDING", { durationMs: 4_210_000, sizeBytes: 3.1e9, nodes: [studio] }),
    artifact(world, stage, "CLIP", "REQUESTED", { title: "Photo finish", nodes: [] }),
    artifact(world, stage, "CLIP", "READY", { title: "Start of the race", durationMs: 30_000, isStored: true }),
    artifact(world, NO_STREAM, "VOD", "READY", { title: "Race of last year", durationMs: 5_400_000, isStored: true }),
    artifact(world, NO_STREAM, "VOD", "UPLOADING", { title: "Interviews", sizeBytes: 2.1e9 }),
    artifact(world, stage, "CLIP", "FAILED", { title: "Too late", error: "No node remembers that time any more." }),
  );
  const event = (minutes, severity, node, stream, message) =>
    world.events.push({
      id: `event_${world.events.length}`,
      occurredAt: ago(minutes * 60_000),
      receivedAt: ago(minutes * 60_000),
      type: "stream",
      severity,
      message,
      node,
      flowId: null,
      streamId: stream.id,
    });
  event(3, "WARNING", studio, stage, `The buffer of ${stage.id} ran dry and recovered.`);
  event(58, "INFO", studio, stage, `${stage.pushTargets[0].id} receives the stream.`);
  event(59, "INFO", studio, stage, "Publishing began by RTMP.");
}

export function newStream(world, title, description) {
  return {
    id: `str_${world.ids("").slice(1)}${world.ids("").slice(1)}`,
    title,
    description,
    name: "k3v9s0q2m8x1c7b4n6z5a0d2f4g6h8j1",
    playbackId: `Ab3${world.ids("").slice(1, 14)}`,
    isSuspended: false,
    mostViewers: null,
    recording: null,
    ingestMode: "PUSH",
    pullSource: null,
    policy: PUBLIC,
    presences: [],
    keys: [newKey(world, "First key")],
    pushTargets: [],
    createdAt: ago(50 * HOUR),
    updatedAt: ago(HOUR),
  };
}

export function newKey(world, name) {
  return { id: world.ids("key"), name, prefix: "sk_4f9a1c", createdAt: ago(3 * HOUR), createdBy: "Administrator" };
}

export function target(world, { name, url }) {
  return { id: world.ids("pt"), name, address: masked(url), isEnabled: true, createdAt: ago(0) };
}

export function masked(url) {
  return url.replace(/^(rtmps?:\/\/[^/]+\/[^/]+\/|srt:\/\/[^?]+\?).*/, "$1…");
}

export function signingKey(world, name) {
  return {
    id: world.ids("kid"),
    name,
    publicKey: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n",
    createdAt: ago(9 * HOUR),
    createdBy: "Administrator",
  };
}
