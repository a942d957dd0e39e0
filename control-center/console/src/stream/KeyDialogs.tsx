import { useState } from "react";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useCreateKey, useRevokeKey, useRotateKey } from "./parts";
import { ShowKeyDialog } from "./ShowKeyDialog";
import type { Stream, StreamKey } from "./streams";

type OfKey = { stream: Stream; streamKey: StreamKey; onClose: () => void };

export function CreateKeyDialog({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const create = useCreateKey(stream.id);
  const [name, setName] = useState("");
  const [wasTried, setTried] = useState(false);
  if (create.data)
    return (
      <ShowKeyDialog
        title={`Key ${create.data.streamKey.name}`}
        secret={create.data.secret}
        addresses={stream.addresses}
        onClose={onClose}
      />
    );
  const wrong = wasTried && name.trim() === "" ? "Give the key a name." : create.error?.message;
  return (
    <FormDialog
      title="Add a stream key"
      action="Add key"
      isBusy={create.isPending}
      onSubmit={() => {
        setTried(true);
        if (name.trim() !== "") create.mutate(name.trim());
      }}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={100}
        error={wrong}
        placeholder="Outside broadcast van"
        hint="Who publishes with it? You see this in the list of keys."
        onChange={(event) => {
          create.reset();
          setName(event.target.value);
        }}
      />
    </FormDialog>
  );
}

export function RotateKeyDialog({ stream, streamKey, onClose }: OfKey) {
  const rotate = useRotateKey(stream.id);
  if (rotate.data)
    return (
      <ShowKeyDialog
        title={`New key ${rotate.data.streamKey.name}`}
        secret={rotate.data.secret}
        addresses={stream.addresses}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title={`Replace ${streamKey.name}?`}
      action="Replace key"
      isDangerous
      isBusy={rotate.isPending}
      error={rotate.error?.message}
      onSubmit={() => rotate.mutate(streamKey.id)}
      onClose={onClose}
    >
      <p>The old key counts no more at once. The new one is shown to you, and must go into the encoder.</p>
    </FormDialog>
  );
}

export function RevokeKeyDialog({ stream, streamKey, onClose }: OfKey) {
  const say = useSay();
  const revoke = useRevokeKey(stream.id);
  return (
    <FormDialog
      title={`Revoke ${streamKey.name}?`}
      action="Revoke key"
      isDangerous
      isBusy={revoke.isPending}
      error={revoke.error?.message}
      onSubmit={() =>
        revoke.mutate(streamKey.id, {
          onSuccess: () => {
            say("The key is revoked.");
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>Nobody can begin to publish with it any more.</p>
    </FormDialog>
  );
}
