import { Figure } from "../design/Figure";
import { Sparkline } from "../design/Sparkline";
import { bitrate } from "../words/bitrate";
import { count, counted } from "../words/count";
import { counts } from "./filter";
import styles from "./FleetSummary.module.css";
import { liveFlows, total, type FleetNode } from "./nodes";

/** The fleet in four numbers. */
export function FleetSummary({ nodes }: { nodes: readonly FleetNode[] }) {
  const found = counts(nodes);
  const present = nodes.length - found.REVOKED;
  const flows = nodes.reduce((sum, node) => sum + node.flows.length, 0);
  const live = nodes.reduce((sum, node) => sum + liveFlows(node), 0);
  const attention = found.PROBLEM + found.OFFLINE;
  return (
    <dl className={styles.summary}>
      <div>
        <dt>Connected</dt>
        <dd>
          {count(found.ONLINE + found.PROBLEM)}
          <span>{`of ${counted(present, "node")}`}</span>
        </dd>
      </div>
      <div data-tone={attention > 0 ? "warn" : undefined}>
        <dt>Need attention</dt>
        <dd>
          {count(attention)}
          <span>{attention === 0 ? "all is well" : `${found.PROBLEM} with a problem, ${found.OFFLINE} offline`}</span>
        </dd>
      </div>
      <div>
        <dt>Live flows</dt>
        <dd>
          {count(live)}
          <span>{`of ${count(flows)}`}</span>
        </dd>
      </div>
      <div className={styles.media}>
        <dt>Media arriving</dt>
        <dd>
          <Figure of={bitrate(total(nodes))} size="l" />
        </dd>
        <Sparkline series="fleet.in" />
      </div>
    </dl>
  );
}
