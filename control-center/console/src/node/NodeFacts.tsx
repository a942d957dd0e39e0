import { Facts } from "../design/Facts";
import { Panel } from "../design/Panel";
import { useNow } from "../design/useNow";
import { shortAddress } from "../words/address";
import { bitrate, inWords } from "../words/bitrate";
import { bytes } from "../words/bytes";
import { counted, listed } from "../words/count";
import { date, relative, span } from "../words/time";
import type { FullHealth, Inventory, Node } from "./node";

const LIFE: Record<Node["lifecycle"], string> = {
  ENROLLED: "enrolled, never heard of",
  ACTIVE: "in service",
  DRAINING: "draining",
  MAINTENANCE: "in maintenance",
  RETIRED: "retired",
};

/** Where the node belongs, and the certificate by which it is known. */
export function IdentityPanel({ node }: { node: Node }) {
  const now = useNow(30_000);
  return (
    <Panel title="Identity">
      <Facts
        of={[
          ["Cluster", node.cluster.name],
          ["Enrolled", `${date(node.enrolledAt)}, ${relative(node.enrolledAt, now)}`],
          ["Last seen", node.lastSeenAt ? relative(node.lastSeenAt, now) : "never"],
          ["Life", LIFE[node.lifecycle]],
          ["Machine", node.machines[0] ? `${node.machines[0].fingerprint}…` : null],
          ["Address", node.address],
          ["Certificate", `valid until ${date(node.certificateExpiresAt)}`],
        ]}
      />
    </Panel>
  );
}

export function MachinePanel({ inventory }: { inventory: Inventory }) {
  return (
    <Panel title="Machine">
      <Facts
        of={[
          ["Host name", inventory.hostname],
          ["System", `${inventory.operatingSystem}, ${inventory.architecture}`],
          ["Kernel", inventory.kernel],
          ["Hardware", `${counted(inventory.cpuCores, "core")}, ${inWords(bytes(inventory.memoryBytes))} memory`],
          ...inventory.interfaces.map(
            (one) =>
              [
                one.name,
                `${one.addresses.map(shortAddress).join(", ") || "no address"}${one.speedBps > 0 ? ` · ${inWords(bitrate(one.speedBps))}` : ""}`,
              ] as const,
          ),
        ]}
      />
    </Panel>
  );
}

export function AgentPanel({ inventory, health }: { inventory: Inventory; health: FullHealth | null }) {
  const now = useNow(30_000);
  return (
    <Panel title="Agent">
      <Facts
        of={[
          ["Version", inventory.agentVersion],
          ["Units", listed(inventory.roles.map(unitName))],
          ["Libraries", listed(inventory.libraries.map((library) => `${library.name} ${library.version}`))],
          ["Running for", health ? since(health.agentStartedAt, now) : null],
          [
            "Engine",
            health
              ? health.engineStartedAt
                ? `running for ${since(health.engineStartedAt, now)}`
                : "not running"
              : null,
          ],
          [
            "Memory",
            health
              ? `${inWords(bytes(health.agentMemoryBytes))} agent, ${inWords(bytes(health.engineMemoryBytes))} engine`
              : null,
          ],
          ["Events", health ? delivery(health) : null],
        ]}
      />
    </Panel>
  );
}

/** Units that have a name of their own carry it. */
function unitName(unit: string): string {
  return { helmsman: "Helmsman", foghorn: "Foghorn" }[unit] ?? unit;
}

function since(instant: string, now: number): string {
  return span(now - Date.parse(instant)) ?? "less than a minute";
}

function delivery({ spooledEvents, lostEvents }: FullHealth): string {
  const waiting = spooledEvents === 0 ? "all delivered" : `${counted(spooledEvents, "event")} waiting`;
  return lostEvents === 0 ? waiting : `${waiting}, ${counted(lostEvents, "event")} lost`;
}
