import { useState } from "react";
import { Button } from "../design/Button";
import { FormDialog } from "../design/Dialog";
import { Facts } from "../design/Facts";
import { SelectField } from "../design/Field";
import { Panel } from "../design/Panel";
import { useSay } from "../design/Toasts";
import { useMay } from "../session/may";
import { duration } from "./streamWords";
import { useUpdateStream, type Stream } from "./streams";

const WINDOWS = [0, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400];
const SEGMENTS = [2, 4, 6, 10];

/** Whether the stream is recorded while it is live, and how. */
export function RecordingPanel({ stream }: { stream: Stream }) {
  const mayMake = useMay("makeStreams");
  const [isAsking, setAsking] = useState(false);
  const { recording } = stream;
  return (
    <Panel
      title="Recording"
      aside={
        mayMake ? (
          <Button icon="edit" onClick={() => setAsking(true)} aria-label="Change recording">
            Change
          </Button>
        ) : null
      }
    >
      {recording ? (
        <Facts
          of={[
            ["Viewers go back", duration(recording.windowSeconds)],
            ["Segments", `of ${duration(recording.segmentSeconds)}`],
          ]}
        />
      ) : (
        <p>It is not recorded.</p>
      )}
      {isAsking ? <RecordingDialog stream={stream} onClose={() => setAsking(false)} /> : null}
    </Panel>
  );
}

function RecordingDialog({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const say = useSay();
  const update = useUpdateStream();
  const [windowSeconds, setWindow] = useState(stream.recording?.windowSeconds ?? 0);
  const [segmentSeconds, setSegment] = useState(stream.recording?.segmentSeconds ?? 6);
  function submit() {
    const segment = windowSeconds > 0 ? { recordingSegmentSeconds: segmentSeconds } : {};
    update.mutate(
      { id: stream.id, recordingWindowSeconds: windowSeconds, ...segment },
      {
        onSuccess: () => {
          say("It counts when the stream is published the next time.");
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title="Recording"
      action="Save"
      isBusy={update.isPending}
      error={update.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label="Viewers go back"
        value={windowSeconds}
        onChange={(event) => setWindow(Number(event.target.value))}
      >
        {withPresent(WINDOWS, windowSeconds).map((seconds) => (
          <option key={seconds} value={seconds}>
            {seconds === 0 ? "not at all: no recording" : duration(seconds)}
          </option>
        ))}
      </SelectField>
      {windowSeconds > 0 ? (
        <SelectField
          label="Length of a segment"
          value={segmentSeconds}
          onChange={(event) => setSegment(Number(event.target.value))}
        >
          {withPresent(SEGMENTS, segmentSeconds).map((seconds) => (
            <option key={seconds} value={seconds}>
              {duration(seconds)}
            </option>
          ))}
        </SelectField>
      ) : null}
    </FormDialog>
  );
}

/** What is set by the API and not among our choices stays one of them. */
function withPresent(choices: readonly number[], present: number): number[] {
  return [...new Set([...choices, present])].sort((one, other) => one - other);
}
