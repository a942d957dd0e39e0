import { useState } from "react";
import { Declined } from "../api/outcome";
import { FormDialog } from "../design/Dialog";
import { AreaField, TextField } from "../design/Field";
import { checkSettings, settingsForm, type SettingsErrors, type SettingsForm } from "./streamForms";
import { useUpdateStream, type Stream } from "./streams";

/** Asks what the stream is called, and how many may watch it. */
export function SettingsDialog({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const update = useUpdateStream();
  const [form, setForm] = useState(() => settingsForm(stream));
  const [wasTried, setTried] = useState(false);
  const declined = fieldOf(update.error);
  const errors = wasTried ? { ...declined, ...checkSettings(form) } : {};
  const set = (field: keyof SettingsForm) => (event: { target: { value: string } }) => {
    update.reset();
    setForm({ ...form, [field]: event.target.value });
  };
  function submit() {
    setTried(true);
    if (Object.keys(checkSettings(form)).length > 0) return;
    update.mutate(
      {
        id: stream.id,
        title: form.title.trim(),
        description: form.description,
        mostViewers: Number(form.mostViewers || "0"),
      },
      { onSuccess: onClose },
    );
  }
  return (
    <FormDialog
      title="Edit stream"
      action="Save"
      isBusy={update.isPending}
      error={declined ? undefined : update.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Title"
        autoFocus
        value={form.title}
        maxLength={100}
        error={errors.title}
        onChange={set("title")}
      />
      <AreaField
        label="Description"
        isOptional
        value={form.description}
        error={errors.description}
        onChange={set("description")}
      />
      <TextField
        label="Viewers at once"
        isOptional
        inputMode="numeric"
        value={form.mostViewers}
        error={errors.mostViewers}
        hint="Leave this empty for no bound."
        onChange={set("mostViewers")}
      />
    </FormDialog>
  );
}

function fieldOf(error: Error | null): SettingsErrors | undefined {
  const field = error instanceof Declined ? error.field : undefined;
  return field && error && ["title", "description", "mostViewers"].includes(field)
    ? { [field]: error.message }
    : undefined;
}
