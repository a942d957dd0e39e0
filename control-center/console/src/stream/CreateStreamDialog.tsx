import { useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { Declined } from "../api/outcome";
import { Choice } from "../design/Choice";
import { FormDialog } from "../design/Dialog";
import { AreaField, TextField } from "../design/Field";
import { ShowKeyDialog } from "./ShowKeyDialog";
import { checkSource } from "./streamForms";
import { useCreateStream } from "./streams";

/** Asks what the stream is called, and then shows its first key, once. */
export function CreateStreamDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const create = useCreateStream();
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [mode, setMode] = useState<"PUSH" | "PULL">("PUSH");
  const [url, setUrl] = useState("");
  const [wasTried, setTried] = useState(false);
  if (create.data) {
    const { stream, firstKey } = create.data;
    if (stream.pullSource) return <Navigate to={`/streams/${stream.id}`} />;
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
  const wrongUrl =
    mode === "PUSH"
      ? undefined
      : declined?.field === "pullSource.url"
        ? declined.message
        : wasTried
          ? checkSource(url, true)
          : undefined;
  const wrongDescription = declined?.field === "description" ? declined.message : undefined;
  function submit() {
    setTried(true);
    if (title.trim() === "" || (mode === "PULL" && checkSource(url, true))) return;
    create.mutate({
      title: title.trim(),
      description,
      ...(mode === "PULL"
        ? { ingestMode: mode, pullSource: { url: url.trim(), isEnabled: true, clusterIds: [] } }
        : {}),
    });
  }
  return (
    <FormDialog
      title="Create a stream"
      action="Create stream"
      isBusy={create.isPending}
      error={wrongTitle || wrongDescription || wrongUrl ? undefined : create.error?.message}
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
      <Choice
        label="How it comes"
        value={mode}
        options={[
          { value: "PUSH", label: "Published here" },
          { value: "PULL", label: "Fetched from elsewhere" },
        ]}
        onChange={(next) => {
          create.reset();
          setMode(next);
        }}
      />
      {mode === "PULL" ? (
        <TextField
          label="Source"
          isCode
          value={url}
          placeholder="srt://camera.example.org:9000"
          hint="Only the host is shown again. A node fetches it when somebody watches."
          error={wrongUrl}
          onChange={(event) => {
            create.reset();
            setUrl(event.target.value);
          }}
        />
      ) : null}
      <p>Everybody may watch it at first. You can change that on its page.</p>
    </FormDialog>
  );
}
