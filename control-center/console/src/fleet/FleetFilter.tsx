import type { NodeState } from "../api/model";
import { Icon } from "../design/Icon";
import { counted } from "../words/count";
import { counts, type Filter } from "./filter";
import styles from "./FleetFilter.module.css";
import type { FleetNode } from "./nodes";
import { NODE_STATES, STATE_ORDER } from "./nodeState";

type FleetFilterProps = {
  nodes: readonly FleetNode[];
  filter: Filter;
  shown: number;
  onChange: (next: Filter) => void;
};

export function FleetFilter({ nodes, filter, shown, onChange }: FleetFilterProps) {
  const clusters = new Map(nodes.map((node) => [node.cluster.id, node.cluster.name]));
  const found = counts(nodes);
  return (
    <search className={styles.filter}>
      <label className={styles.text}>
        <span className="visually-hidden">Search nodes</span>
        <Icon name="search" />
        <input
          type="search"
          placeholder="Search name, cluster or address"
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
      </label>
      <label className={styles.select}>
        <span className="visually-hidden">Cluster</span>
        <select value={filter.clusterId} onChange={(event) => onChange({ ...filter, clusterId: event.target.value })}>
          <option value="">All clusters</option>
          {[...clusters].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <Icon name="chevron" />
      </label>
      <label className={styles.select}>
        <span className="visually-hidden">State</span>
        <select
          value={filter.state}
          onChange={(event) => onChange({ ...filter, state: event.target.value as NodeState | "" })}
        >
          <option value="">All states</option>
          {STATE_ORDER.map((state) => (
            <option key={state} value={state}>
              {`${NODE_STATES[state].word} (${found[state]})`}
            </option>
          ))}
        </select>
        <Icon name="chevron" />
      </label>
      <output className={styles.count}>
        {shown === nodes.length ? counted(shown, "node") : `${shown} of ${counted(nodes.length, "node")}`}
      </output>
    </search>
  );
}
