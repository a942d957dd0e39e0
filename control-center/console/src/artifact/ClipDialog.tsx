import { useState } from "react";
import { FormDialog } from "../design/Dialog";
import { SelectField, TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useCreateClip } from "./artifacts";
import { checkClip, clipInput, NEW_CLIP, type ClipForm } from "./clipForm";

/** Asks which part of a stream a clip shall show. */
export function ClipDialog({ streamId, onClose }: { streamId: string; onClose: () => void }) {
  const say = useSay();
  const create = useCreateClip(streamId);
  const [form, setForm] = useState(NEW_CLIP);
  const [wasTried, setTried] = useState(false);
  const errors = wasTried ? checkClip(form) : {};
  const set = (field: keyof ClipForm) => (event: { target: { value: string } }) => {
    create.reset();
    setForm({ ...form, [field]: event.target.value });
  };
  function submit() {
    setTried(true);
    if (Object.keys(checkClip(form)).length > 0) return;
    create.mutate(clipInput(streamId, form), {
      onSuccess: () => {
        say("The clip is ordered.");
        onClose();
      },
    });
  }
  return (
    <FormDialog
      title="Create a clip"
      action="Create clip"
      isBusy={create.isPending}
      error={create.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label="Title" autoFocus isOptional value={form.title} maxLength={100} onChange={set("title")} />
      <SelectField label="Part of the stream" value={form.mode} onChange={set("mode")}>
        <option value="LAST">the time just gone</option>
        <option value="ABSOLUTE">between two times of day</option>
      </SelectField>
      {form.mode === "LAST" ? (
        <TextField
          label="Seconds"
          inputMode="numeric"
          value={form.seconds}
          error={errors.seconds}
          onChange={set("seconds")}
        />
      ) : (
        <>
          <TextField
            label="From"
            type="datetime-local"
            step={1}
            value={form.from}
            error={errors.from}
            onChange={set("from")}
          />
          <TextField label="To" type="datetime-local" step={1} value={form.to} error={errors.to} onChange={set("to")} />
        </>
      )}
      <SelectField label="Format" value={form.format} onChange={set("format")}>
        <option value="mp4">MP4</option>
        <option value="mkv">Matroska</option>
        <option value="webm">WebM</option>
        <option value="ts">MPEG-TS</option>
      </SelectField>
    </FormDialog>
  );
}
