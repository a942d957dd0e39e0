import { useState } from "react";
import { useNavigate } from "react-router";
import { Declined } from "../api/outcome";
import { FormDialog } from "../design/Dialog";
import { AreaField, TextField } from "../design/Field";
import { ShowKeyDialog } from "./ShowKeyDialog";
import { useCreateStream } from "./streams";

/** Asks what the stream is called, and then shows its first key, once. */
export function CreateStreamDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const create = useCreateStream();
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [wasTried, setTried] = useState(false);
  if (create.data) {
    const { stream, firstKey } = create.data;
    return (
      <ShowKeyDialog
        title={`Publish ${stream.title}`}
        secret={firstKey.secret}
        addresses={stream.addresses}
        onClose={() => void navigate(`/streams/${stream.id}`)}
      />
    );
  }
  const declined = create.error instanceof Declined ? create.error : undefined;
  const wrongTitle =
    wasTried && title.trim() === ""
      ? "Give the stream a title."
      : declined?.field === "title"
        ? declined.message
        : undefined;
  const wrongDescription = declined?.field === "description" ? declined.message : undefined;
  function submit() {
    setTried(true);
    if (title.trim() !== "") create.mutate({ title: title.trim(), description });
  }
  return (
    <FormDialog
      title="Create a stream"
      action="Create stream"
      isBusy={create.isPending}
      error={wrongTitle || wrongDescription ? undefined : create.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Title"
        autoFocus
        value={title}
        maxLength={100}
        placeholder="Main stage"
        error={wrongTitle}
        onChange={(event) => {
          create.reset();
          setTitle(event.target.value);
        }}
      />
      <AreaField
        label="Description"
        isOptional
        value={description}
        error={wrongDescription}
        onChange={(event) => {
          create.reset();
          setDescription(event.target.value);
        }}
      />
      <p>Everybody may watch it at first. You can change that on its page.</p>
    </FormDialog>
  );
}
