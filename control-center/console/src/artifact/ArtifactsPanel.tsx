import { useState } from "react";
import { Button } from "../design/Button";
import { Loading } from "../design/Skeleton";
import { Panel } from "../design/Panel";
import { useSay } from "../design/Toasts";
import { useMay } from "../session/may";
import { ArtifactRow } from "./ArtifactRow";
import styles from "./Artifacts.module.css";
import { ClipDialog } from "./ClipDialog";
import { useArtifacts, useStartRecording, type ArtifactKind } from "./artifacts";

type OfStream = Exclude<ArtifactKind, "VOD">;

const NONE: Record<OfStream, string> = {
  CLIP: "None. A clip is a piece of the stream as one file.",
  RECORDING: "None. A recording keeps the stream while it is live, for viewers who come later.",
};

/** The clips or the recordings of a stream: make one, watch it, fetch it, delete it. */
export function ArtifactsPanel({ streamId, kind, isLive }: { streamId: string; kind: OfStream; isLive: boolean }) {
  const mayMake = useMay("makeStreams");
  const [pages, setPages] = useState(1);
  const artifacts = useArtifacts(streamId, kind, pages);
  const shown = artifacts.data;
  const isRunning = shown?.items.some(({ status }) => status === "RECORDING" || status === "REQUESTED") ?? false;
  const isRecordings = kind === "RECORDING";
  return (
    <Panel
      title={isRecordings ? "Recordings" : "Clips"}
      isFlush={(shown?.items.length ?? 0) > 0}
      aside={
        mayMake && isRecordings ? (
          isLive && !isRunning ? (
            <StartButton streamId={streamId} />
          ) : null
        ) : mayMake ? (
          <ClipButton streamId={streamId} />
        ) : null
      }
    >
      {shown ? (
        shown.items.length === 0 ? (
          <p>{NONE[kind]}</p>
        ) : (
          <>
            <ul>
              {shown.items.map((artifact) => (
                <ArtifactRow key={artifact.id} streamId={streamId} artifact={artifact} />
              ))}
            </ul>
            {shown.items.length < Math.min(shown.totalCount, 200) ? (
              <div className={styles.more}>
                <Button onClick={() => setPages(pages + 1)}>Show more</Button>
              </div>
            ) : null}
          </>
        )
      ) : artifacts.error ? (
        <p>{artifacts.error.message}</p>
      ) : (
        <Loading what={isRecordings ? "the recordings" : "the clips"} rows={1} />
      )}
    </Panel>
  );
}

function StartButton({ streamId }: { streamId: string }) {
  const say = useSay();
  const start = useStartRecording(streamId);
  return (
    <Button
      icon="start"
      isBusy={start.isPending}
      onClick={() =>
        start.mutate(undefined, {
          onSuccess: () => say("The recording begins."),
          onError: (failure) => say(failure.message),
        })
      }
    >
      Start recording
    </Button>
  );
}

function ClipButton({ streamId }: { streamId: string }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button icon="add" onClick={() => setAsking(true)}>
        Create clip
      </Button>
      {isAsking ? <ClipDialog streamId={streamId} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
