import type { OutputStatus } from "../api/model";
import type { Tone } from "../design/tone";
import { count } from "../words/count";
import { EndCard } from "./EndCard";
import { seriesOf, type Flow, type Output } from "./flows";
import { whereOf } from "./flowWords";
import { familyOf } from "./transports";

export function OutputCard({ flow, output, status }: { flow: Flow; output: Output; status: OutputStatus | undefined }) {
  const isSrt = familyOf(output.transport) === "SRT";
  return (
    <EndCard
      name={output.name}
      where={whereOf(output)}
      isEncrypted={output.isEncrypted}
      state={stateOf(flow, output, status)}
      bitrateBps={status?.bitrateBps ?? 0}
      series={seriesOf(flow.id, "output", output.name)}
      detail={flow.running && output.isEnabled ? (status?.detail ?? null) : null}
      counters={[
        ["Packets", count(status?.packetsSent ?? 0)],
        ["Dropped", count(status?.packetsDropped ?? 0)],
        ["Disconnections", count(status?.disconnections ?? 0)],
        ...(isSrt
          ? ([
              ["Receivers", count(status?.clients ?? 0)],
              ["Round trip", `${(status?.roundTripMs ?? 0).toFixed(1)} ms`],
              ["Latency", status?.negotiatedLatencyMs ? `${status.negotiatedLatencyMs} ms` : "–"],
            ] as const)
          : []),
      ]}
    />
  );
}

function stateOf(flow: Flow, output: Output, status: OutputStatus | undefined): { word: string; tone: Tone } {
  if (!output.isEnabled) return { word: "Disabled", tone: "idle" };
  if (!flow.running || !status) return { word: "Off", tone: "idle" };
  if (status.isConnected) return { word: "Sending", tone: "live" };
  if (output.transport === "SRT_LISTENER") return { word: "No receiver", tone: "idle" };
  return status.detail ? { word: "Cannot send", tone: "warn" } : { word: "Waiting", tone: "idle" };
}
