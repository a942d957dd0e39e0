import { useParams } from "react-router";
import { Button, ButtonLink } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { Loading } from "../design/Skeleton";
import { useAnnouncement } from "../design/useAnnouncement";
import { EventList } from "../event/EventList";
import { NODE_STATES } from "../fleet/nodeState";
import { useMay } from "../session/may";
import { HealthTiles } from "./HealthTiles";
import { useNode, type Node } from "./node";
import { NodeActions } from "./NodeActions";
import { AgentPanel, IdentityPanel, MachinePanel } from "./NodeFacts";
import { NodeFlows } from "./NodeFlows";
import { NodeNotices } from "./NodeNotices";
import styles from "./NodePage.module.css";
import { ProbePanel } from "./ProbePanel";

/** One node: how it is, what it carries, what it is, and what happened on it. */
export function NodePage() {
  const { nodeId = "" } = useParams();
  const node = useNode(nodeId);
  if (node.data) return <Shown node={node.data} />;
  return (
    <Page title="Node" trail={[{ label: "Fleet", to: "/fleet" }]}>
      {node.data === null ? (
        <Empty
          title="This node does not exist"
          action={
            <ButtonLink to="/fleet" look="solid">
              Go to the fleet
            </ButtonLink>
          }
        >
          <p>The address may be incomplete, or belong to another tenant.</p>
        </Empty>
      ) : node.error ? (
        <Notice
          tone="fail"
          title="The node cannot be shown."
          action={<Button onClick={() => void node.refetch()}>Try again</Button>}
        >
          {node.error.message}
        </Notice>
      ) : (
        <Loading what="the node" rows={3} rowHeight="10rem" />
      )}
    </Page>
  );
}

function Shown({ node }: { node: Node }) {
  const { word, tone } = NODE_STATES[node.state];
  const mayMakeFlows = useMay("makeFlows") && node.state !== "REVOKED";
  const announcement = useAnnouncement(`${node.name}: ${word}`);
  const names = new Map([
    [node.id, node.name],
    [node.cluster.id, node.cluster.name],
    ...node.flows.map((flow) => [flow.id, flow.name] as const),
  ]);
  const place = [node.cluster.name, node.inventory?.hostname, node.address].filter(Boolean).join(" · ");
  return (
    <Page
      title={node.name}
      badge={
        <Pill tone={tone} isBeating={node.state === "ONLINE"}>
          {word}
        </Pill>
      }
      lead={place}
      trail={[{ label: "Fleet", to: "/fleet" }]}
      actions={
        <>
          {mayMakeFlows ? (
            <ButtonLink to={`/fleet/nodes/${node.id}/flows/new`} look="solid" icon="add">
              Create flow
            </ButtonLink>
          ) : null}
          <NodeActions node={node} />
        </>
      }
    >
      {announcement}
      <NodeNotices node={node} />
      <HealthTiles node={node} />
      <NodeFlows node={node} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel title="Events" isFlush>
            <EventList nodeId={node.id} names={names} />
          </Panel>
          {node.inventory ? <MachinePanel inventory={node.inventory} /> : null}
        </div>
        <div className={styles.column}>
          {node.probes.map((probe) => (
            <ProbePanel key={probe.address} probe={probe} />
          ))}
          <IdentityPanel node={node} />
          {node.inventory ? <AgentPanel inventory={node.inventory} health={node.health} /> : null}
        </div>
      </div>
    </Page>
  );
}
