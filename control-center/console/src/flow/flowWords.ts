import type { FlowHealth, NodeState } from "../api/model";
import type { Tone } from "../design/tone";
import { capitalised, counted } from "../words/count";
import type { End, Flow } from "./flows";
import { TRANSPORT_NAMES } from "./transports";

export const FLOW_HEALTH: Record<FlowHealth, { word: string; tone: Tone }> = {
  STOPPED: { word: "Stopped", tone: "idle" },
  WAITING: { word: "Waiting", tone: "warn" },
  RECEIVING: { word: "Live", tone: "live" },
  DEGRADED: { word: "Degraded", tone: "warn" },
  NO_SOURCE: { word: "No source", tone: "fail" },
};

type Seen = { running: boolean; isApplied: boolean; status: { health: FlowHealth } | null };

/** The state of a flow in a word: what its node says, unless a change is still on its way to it or nobody sees the node. */
export function stateOf(
  { running, isApplied, status }: Seen,
  node: { state: NodeState },
): { word: string; tone: Tone } {
  if (node.state === "OFFLINE" || node.state === "REVOKED") return { word: "Not seen", tone: "idle" };
  const runs = status !== null && status.health !== "STOPPED";
  if (running && !runs) return isApplied && status ? FLOW_HEALTH.STOPPED : { word: "Starting", tone: "idle" };
  if (!running && runs) return { word: "Stopping", tone: "idle" };
  return status ? FLOW_HEALTH[status.health] : FLOW_HEALTH.STOPPED;
}

/** What the flow does now, as one sentence. */
export function sentenceOf(flow: Flow): string {
  const { status } = flow;
  if (!flow.running) {
    return status && status.health !== "STOPPED"
      ? "Stopping."
      : "Stopped. It keeps its settings and holds no port; start it whenever you need it.";
  }
  if (!status) return "The node has not reported on this flow yet.";
  switch (status.health) {
    case "STOPPED":
      return said(status) ?? "The node is starting it.";
    case "WAITING":
      return [waiting(flow), said(status)].filter(Boolean).join(" ");
    case "NO_SOURCE":
      return said(status) ?? "Media arrived earlier and has stopped.";
    case "DEGRADED":
      return said(status) ?? "Media arrives, but something is wrong with it or with an output.";
    case "RECEIVING":
      return receiving(flow);
  }
}

/** The node's own words. */
function said({ detail }: { detail: string | null }): string | null {
  return detail ? capitalised(detail.replace(/[^.]$/, "$&.")) : null;
}

function waiting({ sources, node }: Flow): string {
  const first = sources[0];
  if (first?.transport === "SRT_LISTENER" || first?.transport === "RTMP_LISTENER")
    return `Waiting for an encoder to call ${node.name} on port ${first.port}.`;
  if (first?.transport.endsWith("_CALLER")) return `Calling ${hostPort(first)}, which has not answered yet.`;
  return "Waiting for the first packet.";
}

function receiving({ status, outputs }: Flow): string {
  const source = status?.sources.find((one) => one.isSelected) ?? status?.sources[0];
  const from = source?.peer ? ` from ${source.peer}` : "";
  const sending = status?.outputs.filter((output) => output.isConnected).length ?? 0;
  const enabled = outputs.filter((output) => output.isEnabled).length;
  if (enabled === 0) return `Receiving${from}, and sending nowhere: there is no output yet.`;
  return `Receiving${from}, and sending to ${sending === enabled ? "" : `${sending} of `}${counted(enabled, "output")}.`;
}

/** How and where an end of a flow meets the network. */
export function whereOf(end: End): string {
  const place = end.address ? hostPort(end) : `port ${end.port}`;
  return `${TRANSPORT_NAMES[end.transport]}, ${place}`;
}

function hostPort({ address, port }: End): string {
  const host = address.includes(":") ? `[${address}]` : address;
  return port === 0 ? host : `${host}:${port}`;
}
