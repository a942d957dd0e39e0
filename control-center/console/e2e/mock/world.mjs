import { fillStreams } from "./streams.mjs";

/** A made-up fleet whose numbers move. State that mutations change lives here; what only moves is computed from the clock. */
export function newWorld(scenario, { login, mustChangePassword }) {
  const ids = counter();
  const cluster = (name, region) => ({ id: ids("cluster"), name, region, createdAt: ago(40 * DAY) });
  const clusters =
    scenario === "empty"
      ? [cluster("default", null)]
      : [cluster("default", null), cluster("frankfurt", "eu-central"), cluster("lisbon", "eu-west")];
  const world = {
    ids,
    me: {
      id: "user_1",
      login,
      displayName: "Administrator",
      role: "OWNER",
      mustChangePassword,
      mustAddSecondFactor: false,
      tenant: {
        id: ids("tenant"),
        name: "Home",
        createdAt: ago(40 * DAY),
        tier: "SHARED",
        subdomain: "home",
        suspension: null,
        notice: null,
        branding: {},
        limits: {},
      },
    },
    clusters,
    nodes: /** @type {any[]} */ ([]),
    tokens: /** @type {any[]} */ ([]),
    flows: /** @type {any[]} */ ([]),
    templates: [
      {
        id: "tmpl_0123456789abcdef",
        name: "Venue",
        description: "One encoder, one archive",
        document: "{}",
        parameters: ["venue", "port", "secret"],
      },
    ],
    streams: /** @type {any[]} */ ([]),
    signingKeys: /** @type {any[]} */ ([]),
    artifacts: /** @type {any[]} */ ([]),
    events: /** @type {any[]} */ ([]),
  };
  if (scenario !== "empty") {
    fill(world);
    fillStreams(world);
  }
  return world;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function ago(milliseconds) {
  return new Date(Date.now() - milliseconds).toISOString();
}

function counter() {
  let next = 0x5eed;
  return (kind) => `${kind}_${(next++ * 0x9e3779b1).toString(16).padStart(16, "0").slice(-16)}`;
}

function fill(world) {
  const [home, frankfurt, lisbon] = world.clusters;
  const node = (name, cluster, state, address, problems = []) => {
    const made = {
      id: world.ids("node"),
      name,
      cluster,
      state,
      address,
      problems,
      enrolledAt: ago(31 * DAY),
      seen: state === "OFFLINE" ? ago(17 * MINUTE) : null,
      certificateExpiresAt: ago((name === "harbour-3" ? -9 : -59) * DAY),
      load: 0.08 + (world.nodes.length % 5) * 0.13,
    };
    world.nodes.push(made);
    return made;
  };
  const studio = node("studio-a", home, "ONLINE", "10.0.4.11");
  const van = node("ob-van-2", home, "PROBLEM", "10.0.4.27", [
    "The disk of the data folder is 92 % full: remove recordings or give it more room.",
  ]);
  const edge1 = node("fra-edge-1", frankfurt, "ONLINE", "185.12.64.20");
  const edge2 = node("fra-edge-2", frankfurt, "ONLINE", "185.12.64.21");
  const harbour = node("harbour-3", lisbon, "OFFLINE", "62.28.101.9");
  node("harbour-1", lisbon, "REVOKED", "62.28.101.7");

  const flow = (at, name, health, rate, extra = {}) => addFlow(world, { node: at, name, health, rate, ...extra });
  flow(studio, "Main stage", "RECEIVING", 8.2e6, {
    description: "Programme feed of the main stage, 1080p50",
    outputs: 3,
    encrypted: true,
  });
  flow(studio, "Clean feed", "RECEIVING", 4.9e6, { outputs: 2 });
  flow(studio, "Rehearsal", "STOPPED", 0, { running: false });
  flow(van, "Finish line", "DEGRADED", 6.1e6, {
    outputs: 2,
    broken: "Nothing listens at the destination; trying again every second.",
  });
  flow(edge1, "Contribution Lisbon", "RECEIVING", 12.4e6, { outputs: 4, origin: "NODE" });
  flow(edge2, "Backup programme", "NO_SOURCE", 0, {
    detail: "The encoder went away 42 seconds ago; waiting for it to call again.",
  });
  flow(harbour, "Harbour camera", "RECEIVING", 3e6);

  world.tokens.push(
    token(world, "Second van", home),
    token(world, "Frankfurt rack", frankfurt, { uses: 2, usesLeft: 2, expectedAddress: "185.12.64.0/24" }),
    token(world, "Studio", home, {
      uses: 1,
      usesLeft: 0,
      state: "USED_UP",
      createdAt: ago(31 * DAY),
      expiresAt: ago(30 * DAY),
    }),
    token(world, "Lost laptop", lisbon, {
      state: "REVOKED",
      createdAt: ago(3 * DAY),
      expiresAt: ago(2 * DAY),
    }),
  );
  const event = (minutes, severity, at, message, flowId = null) =>
    world.events.push({
      id: `event_${world.events.length}`,
      occurredAt: ago(minutes * MINUTE),
      receivedAt: ago(minutes * MINUTE),
      type: "flow",
      severity,
      message,
      node: at,
      flowId,
    });
  event(0.7, "WARNING", edge2, `Flow ${world.flows[5].id} lost its source.`, world.flows[5].id);
  event(
    6,
    "ERROR",
    van,
    "Output Backup uplink of flow Finish line cannot send: connection refused.",
    world.flows[3].id,
  );
  event(17, "WARNING", harbour, "The connection to the control center was lost.");
  event(64, "INFO", studio, "Flow Main stage started.", world.flows[0].id);
  event(65, "INFO", studio, "Encoder 10.0.4.90 connected to source Encoder.", world.flows[0].id);
  event(200, "INFO", studio, "The agent started, version 0.1.0.");
}

export function token(world, description, cluster, facts = {}) {
  return {
    id: world.ids("token"),
    description,
    cluster,
    state: "ACTIVE",
    createdAt: ago(2 * HOUR),
    expiresAt: ago(-22 * HOUR),
    uses: 0,
    usesLeft: 1,
    expectedAddress: null,
    createdBy: "Administrator",
    ...facts,
  };
}

function addFlow(
  world,
  {
    node,
    name,
    health,
    rate,
    description = "",
    outputs = 1,
    running = true,
    origin = "CENTER",
    detail = null,
    broken = null,
    encrypted = false,
  },
) {
  const port = 9000 + world.flows.length * 10;
  const names = ["Monitor", "Backup uplink", "Recorder", "Partner"];
  world.flows.push({
    placement: null,
    id: world.ids("flow"),
    name,
    description,
    node,
    origin,
    running,
    health,
    rate,
    detail,
    broken,
    startedAt: ago(64 * MINUTE),
    createdAt: ago(9 * DAY),
    updatedAt: ago(2 * DAY),
    appliedAt: 0,
    notApplied: null,
    sources: [
      {
        name: "Encoder",
        description: "",
        transport: "SRT_LISTENER",
        address: "",
        port,
        latencyMs: 200,
        isEncrypted: encrypted,
        streamId: null,
        interface: null,
        repair: false,
        srt: { links: [] },
      },
    ],
    outputs: Array.from({ length: outputs }, (_, at) => ({
      name: names[at],
      description: "",
      isEnabled: at !== 3,
      transport: ["SRT_LISTENER", "SRT_CALLER", "UDP", "UDP"][at],
      address: ["", "uplink.example.net", "239.10.0.1", "10.0.9.2"][at],
      port: port + 1 + at,
      latencyMs: at < 2 ? 120 : null,
      isEncrypted: encrypted && at === 1,
      streamId: null,
      interface: null,
      srt: at < 2 ? { links: [] } : null,
      ttl: at === 2 ? 8 : null,
      smoothingMs: null,
    })),
  });
}
