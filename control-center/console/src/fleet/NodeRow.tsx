import { Figure } from "../design/Figure";
import { LinkRow } from "../design/LinkRow";
import { Meter } from "../design/Meter";
import { Pill } from "../design/Pill";
import { useNow } from "../design/useNow";
import { bitrate } from "../words/bitrate";
import { counted, percent } from "../words/count";
import { relative } from "../words/time";
import styles from "./NodeRow.module.css";
import { arriving, liveFlows, type FleetNode } from "./nodes";
import { NODE_STATES } from "./nodeState";

export function NodeRow({ node }: { node: FleetNode }) {
  const { word, tone } = NODE_STATES[node.state];
  const isConnected = node.state === "ONLINE" || node.state === "PROBLEM";
  const health = isConnected ? node.health : null;
  return (
    <LinkRow
      to={`/fleet/nodes/${node.id}`}
      title={node.name}
      remark={[node.cluster.name, node.address].filter(Boolean).join(" · ")}
      look={styles}
    >
      <div className={styles.state}>
        <Pill tone={tone}>{word}</Pill>
        <Remark node={node} />
      </div>
      <Share label="Processor" share={health ? health.cpu : null} />
      <Share label="Memory" share={health ? health.memoryUsedBytes / health.memoryBytes : null} />
      <div className={styles.cell}>
        <span className={styles.label}>Flows</span>
        {node.flows.length === 0 ? (
          <span className={styles.none}>none</span>
        ) : (
          <span className={styles.flows}>
            {node.flows.length}
            <span>{isConnected ? ` · ${liveFlows(node)} live` : ""}</span>
          </span>
        )}
      </div>
      <div className={styles.cell}>
        <span className={styles.label}>Arriving</span>
        {isConnected ? <Figure of={bitrate(arriving(node))} /> : <Unknown />}
      </div>
    </LinkRow>
  );
}

function Remark({ node }: { node: FleetNode }) {
  const now = useNow(10_000);
  const problems = node.health?.problems ?? [];
  if (node.state === "PROBLEM" && problems[0]) {
    return (
      <span title={problems.join("\n")}>
        {problems.length === 1 ? problems[0] : counted(problems.length, "problem")}
      </span>
    );
  }
  if (node.state === "OFFLINE")
    return <span>{node.lastSeenAt ? `seen ${relative(node.lastSeenAt, now)}` : "never seen"}</span>;
  return null;
}

function Share({ label, share }: { label: string; share: number | null }) {
  return (
    <div className={styles.cell}>
      <span className={styles.label}>{label}</span>
      {share === null ? (
        <Unknown />
      ) : (
        <span className={styles.share}>
          {percent(share)}
          <Meter share={share} label={label} />
        </span>
      )}
    </div>
  );
}

/** A node that is away says nothing; the dash is read as what it means. */
function Unknown() {
  return (
    <span className={styles.none}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">unknown</span>
    </span>
  );
}
