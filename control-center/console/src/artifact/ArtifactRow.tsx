import { useState } from "react";
import { Button } from "../design/Button";
import { copyText } from "../design/Copy";
import { Pill } from "../design/Pill";
import { useSay } from "../design/Toasts";
import { useMay } from "../session/may";
import rows from "../stream/Parts.module.css";
import { date } from "../words/time";
import styles from "./Artifacts.module.css";
import { DeleteArtifactDialog, DownloadDialog } from "./ArtifactDialogs";
import type { Artifact } from "./artifacts";
import { useStopRecording } from "./artifacts";
import { nameOf, placeOf, playUrl, sizeOf, stateOf } from "./artifactWords";

/** A clip or recording in a list, with what can be done to it. */
export function ArtifactRow({ streamId, artifact }: { streamId: string; artifact: Artifact }) {
  const say = useSay();
  const mayMake = useMay("makeStreams");
  const stop = useStopRecording(streamId);
  const [asking, setAsking] = useState<"download" | "delete" | null>(null);
  const close = () => setAsking(null);
  const { word, tone } = stateOf(artifact);
  const name = nameOf(artifact);
  const url = playUrl(artifact);
  const isPlayable = url !== null && (artifact.status === "READY" || artifact.status === "RECORDING");
  const isRunning = artifact.kind === "RECORDING" && ["REQUESTED", "RECORDING"].includes(artifact.status);
  const keptUntil = artifact.expiresAt ? `Kept until ${date(artifact.expiresAt)}` : "";
  return (
    <li className={`${rows.row} ${styles.row}`}>
      <div className={rows.name}>
        <span className={styles.title}>
          <strong>{name}</strong>
          <Pill tone={tone} isBeating={tone === "live"}>
            {word}
          </Pill>
        </span>
        <span>{[sizeOf(artifact), placeOf(artifact), keptUntil].filter((part) => part !== "").join(" · ")}</span>
        {artifact.error ? <span>{artifact.error}</span> : null}
      </div>
      <div className={rows.actions}>
        {isPlayable ? (
          <Button icon="start" aria-label={`Play ${name}`} onClick={() => void window.open(url, "_blank", "noopener")}>
            Play
          </Button>
        ) : null}
        {isPlayable ? (
          <Button
            icon="copy"
            aria-label={`Copy the address of ${name}`}
            onClick={() => void copyText(url).then(() => say("The address is copied."))}
          >
            Copy address
          </Button>
        ) : null}
        {artifact.isStored ? (
          <Button icon="out" aria-label={`Download ${name}`} onClick={() => setAsking("download")}>
            Download
          </Button>
        ) : null}
        {mayMake && isRunning ? (
          <Button
            icon="stop"
            aria-label={`Stop ${name}`}
            isBusy={stop.isPending}
            onClick={() =>
              stop.mutate(artifact.id, {
                onSuccess: () => say("The recording ends."),
                onError: (failure) => say(failure.message),
              })
            }
          >
            Stop
          </Button>
        ) : null}
        {mayMake ? (
          <Button icon="trash" aria-label={`Delete ${name}`} onClick={() => setAsking("delete")}>
            Delete
          </Button>
        ) : null}
      </div>
      {asking === "download" ? <DownloadDialog artifact={artifact} onClose={close} /> : null}
      {asking === "delete" ? <DeleteArtifactDialog streamId={streamId} artifact={artifact} onClose={close} /> : null}
    </li>
  );
}
