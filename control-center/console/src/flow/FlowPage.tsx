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
import { FlowActions } from "./FlowActions";
import { FlowMedia } from "./FlowMedia";
import { FlowNotices } from "./FlowNotices";
import styles from "./FlowPage.module.css";
import { useFlow, type Flow } from "./flows";
import { sentenceOf, stateOf } from "./flowWords";
import { PlacementPanel } from "./PlacementPanel";
import { SignalPath } from "./SignalPath";

/** One flow: what it does now, where its stream comes from and goes, and what can be done with it. */
export function FlowPage() {
  const { flowId = "" } = useParams();
  const flow = useFlow(flowId);
  if (flow.data) return <Shown flow={flow.data} />;
  return (
    <Page title="Flow" trail={[{ label: "Fleet", to: "/fleet" }]}>
      {flow.data === null ? (
        <Empty
          title="This flow does not exist"
          action={
            <ButtonLink to="/fleet" look="solid">
              Go to the fleet
            </ButtonLink>
          }
        >
          <p>It may have been deleted.</p>
        </Empty>
      ) : flow.error ? (
        <Notice
          tone="fail"
          title="The flow cannot be shown."
          action={<Button onClick={() => void flow.refetch()}>Try again</Button>}
        >
          {flow.error.message}
        </Notice>
      ) : (
        <Loading what="the flow" rows={2} rowHeight="20rem" />
      )}
    </Page>
  );
}

function Shown({ flow }: { flow: Flow }) {
  const { word, tone } = stateOf(flow, flow.node);
  const announcement = useAnnouncement(`${flow.name}: ${word}`);
  return (
    <Page
      title={flow.name}
      badge={
        <Pill tone={tone} isBeating={tone === "live"}>
          {word}
        </Pill>
      }
      lead={flow.description || undefined}
      trail={[
        { label: "Fleet", to: "/fleet" },
        { label: flow.node.name, to: `/fleet/nodes/${flow.node.id}` },
      ]}
      actions={<FlowActions flow={flow} />}
    >
      {announcement}
      <FlowNotices flow={flow} />
      <section className={styles.now} aria-label="Now">
        <div className={styles.words}>
          <p>{sentenceOf(flow)}</p>
          <p className={styles.pending}>
            {flow.isApplied || flow.notApplied ? "" : "Waiting for the node to confirm the last change…"}
          </p>
        </div>
        <FlowMedia flow={flow} />
      </section>
      <SignalPath flow={flow} />
      {flow.placement ? <PlacementPanel placement={flow.placement} node={flow.node.name} /> : null}
      <Panel title="Events" isFlush>
        <EventList
          flowId={flow.id}
          names={
            new Map([
              [flow.id, flow.name],
              [flow.node.id, flow.node.name],
            ])
          }
        />
      </Panel>
    </Page>
  );
}
