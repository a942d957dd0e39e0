import { useEffect, useRef, useState } from "react";
import { Declined } from "../api/outcome";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useUpload } from "./videos";

/** Asks for a file and sends it, telling how far it is. Closing the dialog ends the upload. */
export function UploadDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState("");
  const [share, setShare] = useState(0);
  const [wasTried, setTried] = useState(false);
  const cancel = useRef<AbortController>(null);
  const upload = useUpload(setShare);
  useEffect(() => () => cancel.current?.abort(), []);
  const declined = upload.error instanceof Declined ? upload.error : undefined;
  const ofFile = declined?.field === "filename" || declined?.field === "sizeBytes" || declined?.field === "contentType";
  const wrongFile = wasTried && !file ? "Choose a file." : ofFile ? declined.message : undefined;
  const wrongTitle = declined?.field === "title" ? declined.message : undefined;
  function submit() {
    setTried(true);
    if (!file) return;
    setShare(0);
    cancel.current = new AbortController();
    upload.mutate(
      { file, title: title.trim(), signal: cancel.current.signal },
      {
        onSuccess: () => {
          say(`${title.trim() || file.name} is uploaded, and looked at now.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title="Upload a video"
      action="Upload"
      isBusy={upload.isPending}
      error={wrongFile || wrongTitle ? undefined : upload.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="File"
        type="file"
        accept=".mp4,.m4v,.mov,.mkv,.webm,.ts"
        hint="MP4, QuickTime, Matroska, WebM or MPEG-TS."
        error={wrongFile}
        onChange={(event) => {
          upload.reset();
          setFile(event.target.files?.[0] ?? null);
        }}
      />
      <TextField
        label="Title"
        isOptional
        value={title}
        maxLength={100}
        placeholder={file?.name.replace(/\.[^.]*$/, "") ?? ""}
        error={wrongTitle}
        onChange={(event) => {
          upload.reset();
          setTitle(event.target.value);
        }}
      />
      {upload.isPending ? (
        <p>
          <progress value={share} max={1} aria-label="Uploaded" /> {Math.floor(share * 100)} %
        </p>
      ) : (
        <p>Everybody who has its address may watch it.</p>
      )}
    </FormDialog>
  );
}
