import { useState } from "react";
import { Button } from "../design/Button";
import { Check } from "../design/Check";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { Panel } from "../design/Panel";
import { useMay } from "../session/may";
import { checkSource } from "./streamForms";
import { useSetPullSource, type PullSource, type Stream } from "./streams";

/** From where a stream is fetched that nobody publishes. */
export function SourcePanel({ stream, source }: { stream: Stream; source: PullSource }) {
  const mayMake = useMay("makeStreams");
  const [isEditing, setEditing] = useState(false);
  return (
    <Panel
      title="Source"
      aside={
        mayMake ? (
          <Button icon="edit" onClick={() => setEditing(true)}>
            Edit source
          </Button>
        ) : null
      }
    >
      <p>
        <code>{source.address}</code>
      </p>
      <p>
        {source.isEnabled
          ? "A node fetches it from there when somebody watches. Its keys admit no publisher."
          : "It is switched off: nobody fetches it, and nobody may publish it."}
      </p>
      {isEditing ? <SourceDialog stream={stream} source={source} onClose={() => setEditing(false)} /> : null}
    </Panel>
  );
}

function SourceDialog({ stream, source, onClose }: { stream: Stream; source: PullSource; onClose: () => void }) {
  const change = useSetPullSource(stream.id);
  const [url, setUrl] = useState("");
  const [isEnabled, setEnabled] = useState(source.isEnabled);
  const wrong = checkSource(url, false);
  return (
    <FormDialog
      title="Edit source"
      action="Save"
      isBusy={change.isPending}
      error={wrong ? undefined : change.error?.message}
      onSubmit={() => {
        if (wrong) return;
        const { clusterIds } = source;
        const address = url.trim() === "" ? {} : { url: url.trim() };
        change.mutate({ ...address, isEnabled, clusterIds }, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <TextField
        label="Address"
        isOptional
        isCode
        value={url}
        placeholder={source.address}
        hint="Empty keeps the one that is stored."
        error={wrong}
        onChange={(event) => {
          change.reset();
          setUrl(event.target.value);
        }}
      />
      <Check
        label="Switched on"
        remark="Nodes fetch it when somebody watches."
        isChecked={isEnabled}
        onChange={setEnabled}
      />
    </FormDialog>
  );
}
