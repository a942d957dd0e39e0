import { useState } from "react";
import { Declined } from "../api/outcome";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useCreateTarget, useDeleteTarget, useUpdateTarget } from "./parts";
import { checkTarget } from "./streamForms";
import type { PushTarget, Stream } from "./streams";

/** Asks for a push target; an address is written, and afterwards shown without what grants access there. */
export function TargetDialog({
  stream,
  target,
  onClose,
}: {
  stream: Stream;
  target: PushTarget | null;
  onClose: () => void;
}) {
  const create = useCreateTarget(stream.id);
  const update = useUpdateTarget(stream.id);
  const change = target ? update : create;
  const [name, setName] = useState(target?.name ?? "");
  const [url, setUrl] = useState("");
  const [wasTried, setTried] = useState(false);
  const declined = change.error instanceof Declined ? change.error : undefined;
  const field = declined?.field === "name" || declined?.field === "url" ? declined.field : undefined;
  const errors = wasTried
    ? { ...(field && declined ? { [field]: declined.message } : {}), ...checkTarget(name, url, target === null) }
    : {};
  function submit() {
    setTried(true);
    if (Object.keys(checkTarget(name, url, target === null)).length > 0) return;
    const typed = { name: name.trim(), ...(url ? { url: url.trim() } : {}) };
    if (target) update.mutate({ id: target.id, ...typed }, { onSuccess: onClose });
    else create.mutate({ streamId: stream.id, name: name.trim(), url: url.trim() }, { onSuccess: onClose });
  }
  return (
    <FormDialog
      title={target ? `Edit ${target.name}` : "Add a push target"}
      action={target ? "Save" : "Add target"}
      isBusy={change.isPending}
      error={field ? undefined : change.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={100}
        error={errors.name}
        placeholder="Our channel elsewhere"
        onChange={(event) => {
          change.reset();
          setName(event.target.value);
        }}
      />
      <TextField
        label="Address"
        isCode
        isOptional={target !== null}
        value={url}
        error={errors.url}
        placeholder={target?.address ?? "rtmp://live.example.org/app/key"}
        hint={
          target
            ? "Leave this empty to keep the present one."
            : "rtmp, rtmps or srt, with the key of that platform. Nobody can read it back."
        }
        onChange={(event) => {
          change.reset();
          setUrl(event.target.value);
        }}
      />
    </FormDialog>
  );
}

export function DeleteTargetDialog({
  stream,
  target,
  onClose,
}: {
  stream: Stream;
  target: PushTarget;
  onClose: () => void;
}) {
  const say = useSay();
  const remove = useDeleteTarget(stream.id);
  return (
    <FormDialog
      title={`Delete ${target.name}?`}
      action="Delete target"
      isDangerous
      isBusy={remove.isPending}
      error={remove.error?.message}
      onSubmit={() =>
        remove.mutate(target.id, {
          onSuccess: () => {
            say(`${target.name} is deleted.`);
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>The target is forgotten with its address.</p>
    </FormDialog>
  );
}
