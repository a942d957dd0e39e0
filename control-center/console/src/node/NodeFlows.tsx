import { ButtonLink } from "../design/Button";
import { Empty } from "../design/Empty";
import { Figure } from "../design/Figure";
import { LinkRow } from "../design/LinkRow";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { Sparkline } from "../design/Sparkline";
import { stateOf } from "../flow/flowWords";
import { useMay } from "../session/may";
import { bitrate } from "../words/bitrate";
import { capitalised, counted } from "../words/count";
import { arriving, flowSeries, isConnected, type Node, type NodeFlow } from "./node";
import styles from "./NodeFlows.module.css";

export function NodeFlows({ node }: { node: Node }) {
  const mayCreate = useMay("makeFlows") && node.state !== "REVOKED";
  return (
    <Panel title="Flows" isFlush aside={node.flows.length > 0 ? counted(node.flows.length, "flow") : null}>
      {node.flows.length === 0 ? (
        <Empty
          title="No flows yet"
          action={
            mayCreate ? (
              <ButtonLink to={`/fleet/nodes/${node.id}/flows/new`} look="solid" icon="add">
                Create a flow
              </ButtonLink>
            ) : null
          }
        >
          <p>A flow takes one live stream in and sends it to as many places as you like, untouched.</p>
        </Empty>
      ) : (
        <ul>
          {node.flows.map((flow) => (
            <FlowRow key={flow.id} flow={flow} node={node} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function FlowRow({ flow, node }: { flow: NodeFlow; node: Node }) {
  const { word, tone } = stateOf(flow, node);
  const isSeen = isConnected(node);
  const enabled = flow.outputs.filter((output) => output.isEnabled).length;
  const sending = flow.status?.outputs.filter((output) => output.isConnected).length ?? 0;
  const remark = flow.notApplied
    ? "The node could not apply the last change."
    : flow.running
      ? flow.status?.detail
      : null;
  return (
    <LinkRow
      to={`/fleet/flows/${flow.id}`}
      title={flow.name}
      remark={
        flow.origin === "NODE"
          ? "Made on the node"
          : isSeen
            ? `${sending} of ${counted(enabled, "output")} sending`
            : counted(enabled, "output")
      }
      look={styles}
    >
      <div className={styles.state}>
        <Pill tone={flow.notApplied ? "fail" : tone} isBeating={tone === "live"}>
          {word}
        </Pill>
        {remark ? <span title={remark}>{capitalised(remark)}</span> : null}
      </div>
      <div className={styles.line}>
        <Sparkline series={flowSeries(flow.id)} />
      </div>
      <div className={styles.rate}>{isSeen ? <Figure of={bitrate(arriving(flow))} size="l" /> : null}</div>
    </LinkRow>
  );
}
