/** What the made-up fleet measures at this moment: smooth enough to look like media, never the same twice. */

export function wave(seed, now = Date.now()) {
  const t = now / 1000 + seed * 17;
  return Math.sin(t / 7) * 0.5 + Math.sin(t / 2.3) * 0.3 + Math.sin(t * 1.7) * 0.2;
}

export function healthOf(node) {
  const GIB = 2 ** 30;
  const load = Math.min(Math.max(node.load + wave(node.load * 100) * 0.05, 0.01), 1);
  return {
    measuredAt: node.seen ?? new Date().toISOString(),
    cpu: load,
    memoryUsedBytes: Math.round((3.1 + load) * GIB),
    memoryBytes: 16 * GIB,
    diskUsedBytes: (node.problems.length ? 471 : 118) * GIB,
    diskBytes: 512 * GIB,
    networkInBps: Math.round(24e6 * (1 + wave(1) * 0.05)),
    networkOutBps: Math.round(71e6 * (1 + wave(2) * 0.05)),
    agentMemoryBytes: 142 * 2 ** 20,
    engineMemoryBytes: 61 * 2 ** 20,
    agentStartedAt: new Date(Date.now() - 12_000_000).toISOString(),
    engineStartedAt: new Date(Date.now() - 99_000_000).toISOString(),
    spooledEvents: 0,
    lostEvents: 0,
    problems: node.problems,
  };
}

export const INVENTORY = {
  hostname: "studio-a.local",
  operatingSystem: "Debian GNU/Linux 12 (bookworm)",
  kernel: "6.1.0-28-amd64",
  architecture: "amd64",
  agentVersion: "0.1.0",
  roles: ["mroute", "helmsman", "foghorn"],
  libraries: [{ name: "libsrt", version: "1.5.1" }],
  cpuCores: 8,
  memoryBytes: 16 * 2 ** 30,
  diskBytes: 512 * 2 ** 30,
  interfaces: [
    { name: "eno1", addresses: ["10.0.4.11", "fe80::1a2b"], speedBps: 1e9 },
    { name: "eno2", addresses: ["239.10.0.1"], speedBps: 10e9 },
  ],
};

export function statusOf(flow) {
  const health = flow.running ? (flow.health === "STOPPED" ? "WAITING" : flow.health) : "STOPPED";
  const isLive = health === "RECEIVING" || health === "DEGRADED";
  const rate = isLive ? Math.round(flow.rate * (1 + wave(flow.rate / 1e6) * 0.06)) : 0;
  const packets = isLive ? Math.round(((Date.now() - Date.parse(flow.startedAt)) / 1000) * (flow.rate / 10528)) : 0;
  return {
    health,
    detail: health === "DEGRADED" ? "One output cannot send." : flow.running ? flow.detail : null,
    startedAt: flow.running ? flow.startedAt : null,
    reportedAt: new Date().toISOString(),
    sources: flow.sources.map((source) => ({
      name: source.name,
      isConnected: isLive,
      isSelected: isLive,
      isStandby: false,
      bitrateBps: rate,
      packetsReceived: packets,
      packetsLost: Math.round(packets / 9000),
      packetsRecovered: Math.round(packets / 9000),
      packetsDropped: 0,
      roundTripMs: isLive ? 3.4 + wave(3) * 0.4 : 0,
      jitterMs: isLive ? 0.8 + wave(4) * 0.2 : 0,
      continuityErrors: 0,
      disconnections: 1,
      peer: isLive ? "10.0.4.90:51022" : null,
      negotiatedLatencyMs: isLive ? source.latencyMs : null,
      detail: isLive ? null : flow.running ? (flow.detail ?? "Waiting for an encoder to call.") : null,
    })),
    outputs: flow.outputs.map((output, at) => {
      const fails = flow.broken !== null && at === 1;
      const sends = isLive && output.isEnabled && !fails;
      return {
        name: output.name,
        isConnected: sends,
        bitrateBps: sends ? rate : 0,
        packetsSent: sends ? packets : 0,
        packetsDropped: fails ? 1204 : 0,
        disconnections: fails ? 3 : 0,
        clients: sends ? (output.transport === "SRT_LISTENER" ? 2 : 1) : 0,
        roundTripMs: sends ? 12.5 : 0,
        negotiatedLatencyMs: sends ? output.latencyMs : null,
        detail: fails ? flow.broken : null,
      };
    }),
  };
}
