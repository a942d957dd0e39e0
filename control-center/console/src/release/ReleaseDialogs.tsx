import { useState } from "react";
import { Choice } from "../design/Choice";
import { FormDialog } from "../design/Dialog";
import { AreaField, TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { usePublish, useWithdraw, type Channel, type Release } from "./releases";
import { readSigned } from "./releaseWords";

/** Asks for what was signed, and where the archive is. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const publish = usePublish();
  const [signed, setSigned] = useState("");
  const [channel, setChannel] = useState<Channel>("STABLE");
  const [url, setUrl] = useState("");
  const [notes, setNotes] = useState("");
  const [wasTried, setTried] = useState(false);
  const statement = readSigned(signed);
  function submit() {
    setTried(true);
    if (!statement) return;
    publish.mutate(
      { ...statement, channel, url: url.trim() || null, notes },
      {
        onSuccess: (release) => {
          say(`Version ${release.version} is published.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title="Publish a release"
      action="Publish"
      isBusy={publish.isPending}
      error={publish.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <AreaField
        label="What was signed"
        isCode
        rows={6}
        value={signed}
        error={wasTried && !statement ? "Paste what ./flotilla release sign printed." : undefined}
        hint="What ./flotilla release sign printed, as it is."
        onChange={(event) => setSigned(event.target.value)}
      />
      <Choice
        label="Channel"
        value={channel}
        options={[
          { value: "STABLE", label: "Stable" },
          { value: "RC", label: "Release candidate" },
        ]}
        onChange={setChannel}
      />
      <TextField
        label="Address of the archive"
        isOptional
        isCode
        value={url}
        placeholder="https://downloads.example.org/flotilla-edge-1.4.0.tar.gz"
        hint="Without one the archive must have been uploaded to the object storage."
        onChange={(event) => setUrl(event.target.value)}
      />
      <AreaField label="Notes" isOptional rows={3} value={notes} onChange={(event) => setNotes(event.target.value)} />
    </FormDialog>
  );
}

/** Asks why a release is taken back. */
export function WithdrawDialog({ release, onClose }: { release: Release; onClose: () => void }) {
  const say = useSay();
  const withdraw = useWithdraw();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={`Withdraw ${release.version} for ${release.platform}?`}
      action="Withdraw"
      isDangerous
      isBusy={withdraw.isPending}
      error={withdraw.error?.message}
      onSubmit={() =>
        withdraw.mutate(
          { id: release.id, reason },
          {
            onSuccess: () => {
              say(`Version ${release.version} is withdrawn.`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>No further node is sent to it. Those that run it stay, until their cluster has another target.</p>
      <TextField label="Reason" isOptional value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  );
}
