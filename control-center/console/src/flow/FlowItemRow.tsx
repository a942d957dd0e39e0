import { Figure } from "../design/Figure";
import { LinkRow } from "../design/LinkRow";
import { Pill } from "../design/Pill";
import { bitrate } from "../words/bitrate";
import { capitalised, counted } from "../words/count";
import type { FlowItem } from "./allFlows";
import styles from "./FlowsPage.module.css";
import { stateOf } from "./flowWords";

type FlowItemRowProps = {
  flow: FlowItem;
  isChosen: boolean;
  onChoose: ((isChosen: boolean) => void) | undefined;
};

export function FlowItemRow({ flow, isChosen, onChoose }: FlowItemRowProps) {
  const { word, tone } = stateOf(flow, flow.node);
  const isSeen = flow.node.state === "ONLINE" || flow.node.state === "PROBLEM";
  const arriving = (flow.status?.sources ?? [])
    .filter((source) => source.isSelected)
    .reduce((sum, source) => sum + source.bitrateBps, 0);
  const remark = flow.notApplied
    ? "The node could not apply the last change."
    : (flow.drift[0] ?? (flow.running ? flow.status?.detail : null));
  const enabled = flow.outputs.filter((output) => output.isEnabled).length;
  return (
    <LinkRow
      to={`/fleet/flows/${flow.id}`}
      title={flow.name}
      remark={counted(enabled, "output")}
      look={styles}
      before={
        onChoose ? (
          <input
            type="checkbox"
            aria-label={`Select ${flow.name}`}
            checked={isChosen}
            onChange={(event) => onChoose(event.target.checked)}
          />
        ) : (
          <span />
        )
      }
    >
      <div className={styles.state}>
        <Pill tone={flow.notApplied ? "fail" : flow.drift.length > 0 ? "warn" : tone} isBeating={tone === "live"}>
          {word}
        </Pill>
        {remark ? <span title={remark}>{capitalised(remark)}</span> : null}
      </div>
      <div className={styles.place}>
        {flow.node.name}
        <span>{flow.placement ? `any node of ${flow.placement.cluster.name}` : "this node only"}</span>
      </div>
      <div className={styles.rate}>{isSeen ? <Figure of={bitrate(arriving)} size="l" /> : null}</div>
    </LinkRow>
  );
}
