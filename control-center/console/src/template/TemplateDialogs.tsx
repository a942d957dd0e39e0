import { useState } from "react";
import { Declined } from "../api/outcome";
import { FormDialog } from "../design/Dialog";
import { AreaField, TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useDeleteTemplate, useSaveTemplate, type Template } from "./templates";

const EXAMPLE = `{
  "description": "From \${venue}",
  "sources": [
    { "name": "Encoder", "transport": "SRT_LISTENER", "port": "\${port}", "passphrase": "\${secret}" }
  ],
  "outputs": [
    { "name": "Archive", "transport": "UDP", "address": "239.10.0.1", "port": 5000 }
  ]
}`;

/** Asks for a template's name and document; for a new one when there is none. */
export function EditTemplateDialog({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const say = useSay();
  const save = useSaveTemplate(template?.id ?? null);
  const [name, setName] = useState(template?.name ?? "");
  const [description, setDescription] = useState(template?.description ?? "");
  const [document, setDocument] = useState(template?.document ?? EXAMPLE);
  const [wasTried, setTried] = useState(false);
  const declined = save.error instanceof Declined ? save.error : undefined;
  const isAboutName = declined?.field === "name";
  function submit() {
    setTried(true);
    if (name.trim() === "") return;
    save.mutate(
      { name: name.trim(), description, document },
      {
        onSuccess: (saved) => {
          say(`${saved.name} is saved.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={template ? `Edit ${template.name}` : "Create a template"}
      action={template ? "Save" : "Create template"}
      isBusy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={200}
        error={
          wasTried && name.trim() === "" ? "Give the template a name." : isAboutName ? declined.message : undefined
        }
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label="Description"
        isOptional
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <AreaField
        label="Flow"
        isCode
        rows={12}
        value={document}
        error={save.error && !isAboutName ? save.error.message : undefined}
        hint="What createFlow of the API takes, as JSON. Secrets must be parameters."
        onChange={(event) => setDocument(event.target.value)}
      />
    </FormDialog>
  );
}

export function DeleteTemplateDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const say = useSay();
  const remove = useDeleteTemplate();
  return (
    <FormDialog
      title={`Delete ${template.name}?`}
      action="Delete template"
      isDangerous
      isBusy={remove.isPending}
      error={remove.error?.message}
      onSubmit={() =>
        remove.mutate(template.id, {
          onSuccess: () => {
            say(`${template.name} is deleted.`);
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>Flows that were made of it stay as they are.</p>
    </FormDialog>
  );
}
