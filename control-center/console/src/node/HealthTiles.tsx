import type { ReactNode } from "react";
import { Figure } from "../design/Figure";
import { Sparkline } from "../design/Sparkline";
import { bitrate, inWords } from "../words/bitrate";
import { bytes } from "../words/bytes";
import { counted, percent } from "../words/count";
import styles from "./HealthTiles.module.css";
import { seriesOf, type Node } from "./node";

const HIGH = 0.9;

/** How the machine is, in four numbers with their last minutes. */
export function HealthTiles({ node }: { node: Node }) {
  const { health } = node;
  if (!health) {
    return (
      <p className={styles.none}>
        The node has not measured itself yet. Its health appears here a few seconds after it connects.
      </p>
    );
  }
  const series = (what: Parameters<typeof seriesOf>[1]) => seriesOf(node.id, what);
  const cores = node.inventory ? counted(node.inventory.cpuCores, "core") : "";
  return (
    <dl className={styles.tiles} data-old={node.state === "OFFLINE" || node.state === "REVOKED"}>
      <Tile label="Processor" value={percent(health.cpu)} note={cores} isHigh={health.cpu > HIGH}>
        <Sparkline series={series("cpu")} top={1} />
      </Tile>
      <Tile
        label="Memory"
        isHigh={health.memoryUsedBytes / health.memoryBytes > HIGH}
        value={percent(health.memoryUsedBytes / health.memoryBytes)}
        note={ofTotal(health.memoryUsedBytes, health.memoryBytes)}
      >
        <Sparkline series={series("memory")} top={1} />
      </Tile>
      <Tile
        label="Disk"
        value={percent(health.diskUsedBytes / health.diskBytes)}
        note={ofTotal(health.diskUsedBytes, health.diskBytes)}
        isHigh={health.diskUsedBytes / health.diskBytes > HIGH}
      >
        <Sparkline series={series("disk")} top={1} />
      </Tile>
      <Tile
        label="Network"
        value={<Figure of={bitrate(health.networkInBps + health.networkOutBps)} />}
        note={`${inWords(bitrate(health.networkInBps))} in, ${inWords(bitrate(health.networkOutBps))} out`}
      >
        <Sparkline series={series("network")} />
      </Tile>
    </dl>
  );
}

function Tile({
  label,
  value,
  note,
  isHigh = false,
  children,
}: {
  label: string;
  value: ReactNode;
  note: string;
  isHigh?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={styles.tile} data-high={isHigh}>
      <dt>{label}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.note}>{note}</dd>
      <dd>{children}</dd>
    </div>
  );
}

function ofTotal(used: number, total: number): string {
  return `${inWords(bytes(used))} of ${inWords(bytes(total))}`;
}
