import { Facts } from "../design/Facts";
import { Figure } from "../design/Figure";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { useNow } from "../design/useNow";
import { bitrate } from "../words/bitrate";
import { count } from "../words/count";
import { relative } from "../words/time";
import type { Probe } from "./node";

const FRESH_MS = 10_000;

/** What a small receiver on the node really sees arrive at an address. */
export function ProbePanel({ probe }: { probe: Probe }) {
  const now = useNow(2_000);
  const isFresh = probe.lastPacketAt !== null && now - Date.parse(probe.lastPacketAt) < FRESH_MS;
  return (
    <Panel title="Probe" aside={<Pill tone={isFresh ? "live" : "idle"}>{isFresh ? "Receiving" : "Silent"}</Pill>}>
      <Facts
        of={[
          ["Listens at", <code key="address">{probe.address}</code>],
          ["Bitrate", <Figure key="bitrate" of={bitrate(probe.bitrateBps)} />],
          ["Packets", count(probe.packets)],
          ["Continuity errors", count(probe.continuityErrors)],
          ["Last packet", probe.lastPacketAt ? (isFresh ? "just now" : relative(probe.lastPacketAt, now)) : "none yet"],
        ]}
      />
    </Panel>
  );
}
