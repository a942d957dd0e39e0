import type { SourceStatus } from "../api/model";
import type { Tone } from "../design/tone";
import { count } from "../words/count";
import { EndCard } from "./EndCard";
import { seriesOf, type Flow, type Source } from "./flows";
import { whereOf } from "./flowWords";
import { familyOf } from "./transports";

export function SourceCard({ flow, source, status }: { flow: Flow; source: Source; status: SourceStatus | undefined }) {
  return (
    <EndCard
      name={source.name}
      where={whereOf(source) + (status?.peer ? `, from ${status.peer}` : "")}
      isEncrypted={source.isEncrypted}
      state={stateOf(flow, status)}
      bitrateBps={status?.bitrateBps ?? 0}
      series={seriesOf(flow.id, "source", source.name)}
      detail={flow.running ? (status?.detail ?? null) : null}
      counters={[
        ["Packets", count(status?.packetsReceived ?? 0)],
        ["Lost on the way", count(status?.packetsLost ?? 0)],
        ["Recovered", count(status?.packetsRecovered ?? 0)],
        ["Missing for good", count(status?.packetsDropped ?? 0)],
        ["Continuity errors", count(status?.continuityErrors ?? 0)],
        ["Disconnections", count(status?.disconnections ?? 0)],
        ["Jitter", `${(status?.jitterMs ?? 0).toFixed(1)} ms`],
        ...(status?.tracks ? ([["Carries", status.tracks]] as const) : []),
        ...(familyOf(source.transport) !== "SRT" && familyOf(source.transport) !== "RIST"
          ? []
          : ([
              ["Round trip", `${(status?.roundTripMs ?? 0).toFixed(1)} ms`],
              ["Latency", status?.negotiatedLatencyMs ? `${status.negotiatedLatencyMs} ms` : "–"],
            ] as const)),
      ]}
    />
  );
}

function stateOf(flow: Flow, status: SourceStatus | undefined): { word: string; tone: Tone } {
  if (!flow.running || !status) return { word: "Off", tone: "idle" };
  if (!status.isConnected)
    return status.packetsReceived > 0 ? { word: "Gone", tone: "fail" } : { word: "Waiting", tone: "warn" };
  return status.isSelected
    ? { word: flow.sources.length > 1 ? "In use" : "Receiving", tone: "live" }
    : { word: flow.merge ? "Merged" : "Standby", tone: flow.merge ? "live" : "idle" };
}
