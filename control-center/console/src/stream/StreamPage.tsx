import { useParams } from "react-router";
import { ArtifactsPanel } from "../artifact/ArtifactsPanel";
import { Button, ButtonLink } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { Loading } from "../design/Skeleton";
import { useAnnouncement } from "../design/useAnnouncement";
import { EventList } from "../event/EventList";
import { KeysPanel } from "./KeysPanel";
import { PolicyPanel } from "./PolicyPanel";
import { PresencePanel } from "./PresencePanel";
import { PushTargetsPanel } from "./PushTargetsPanel";
import { RecordingPanel } from "./RecordingPanel";
import { StreamActions } from "./StreamActions";
import { SourcePanel } from "./SourcePanel";
import styles from "./StreamPage.module.css";
import { useStream, type Stream } from "./streams";
import { placeOf, stateOf } from "./streamWords";
import { WatchPanel } from "./WatchPanel";

const TRAIL = [{ label: "Streams", to: "/streams" }];

/** One stream: where it is, how it is published and watched, and where it goes. */
export function StreamPage() {
  const { streamId = "" } = useParams();
  const stream = useStream(streamId);
  if (stream.data) return <Shown stream={stream.data} />;
  return (
    <Page title="Stream" trail={TRAIL}>
      {stream.data === null ? (
        <Empty
          title="This stream does not exist"
          action={
            <ButtonLink to="/streams" look="solid">
              Go to the streams
            </ButtonLink>
          }
        >
          <p>It may have been deleted.</p>
        </Empty>
      ) : stream.error ? (
        <Notice
          tone="fail"
          title="The stream cannot be shown."
          action={<Button onClick={() => void stream.refetch()}>Try again</Button>}
        >
          {stream.error.message}
        </Notice>
      ) : (
        <Loading what="the stream" rows={3} rowHeight="12rem" />
      )}
    </Page>
  );
}

function Shown({ stream }: { stream: Stream }) {
  const { word, tone } = stateOf(stream);
  const announcement = useAnnouncement(`${stream.title}: ${word}`);
  const names = new Map([
    [stream.id, stream.title],
    ...stream.presences.map(({ node }) => [node.id, node.name] as const),
    ...stream.pushTargets.map((target) => [target.id, target.name] as const),
  ]);
  return (
    <Page
      title={stream.title}
      badge={
        <Pill tone={tone} isBeating={tone === "live"}>
          {word}
        </Pill>
      }
      lead={stream.description || undefined}
      trail={TRAIL}
      actions={<StreamActions stream={stream} />}
    >
      {announcement}
      <p className={styles.place}>{placeOf(stream)}</p>
      <div className={styles.columns}>
        <div className={styles.column}>
          <WatchPanel stream={stream} />
          {stream.pullSource ? (
            <SourcePanel stream={stream} source={stream.pullSource} />
          ) : (
            <KeysPanel stream={stream} />
          )}
          <PushTargetsPanel stream={stream} />
          <ArtifactsPanel streamId={stream.id} kind="RECORDING" isLive={tone === "live"} />
          <ArtifactsPanel streamId={stream.id} kind="CLIP" isLive={tone === "live"} />
        </div>
        <div className={styles.column}>
          <PresencePanel presences={stream.presences} />
          <PolicyPanel stream={stream} />
          <RecordingPanel stream={stream} />
          <Panel title="Events" isFlush>
            <EventList streamId={stream.id} names={names} />
          </Panel>
        </div>
      </div>
    </Page>
  );
}
