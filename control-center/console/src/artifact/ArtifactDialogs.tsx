import { FormDialog } from "../design/Dialog";
import { Loading } from "../design/Skeleton";
import { useSay } from "../design/Toasts";
import { bytes } from "../words/bytes";
import styles from "./Artifacts.module.css";
import { useDeleteArtifact, useDownload, type Artifact } from "./artifacts";
import { nameOf } from "./artifactWords";

/** The files that the object storage holds, each by an address that works for some hours. */
export function DownloadDialog({ artifact, onClose }: { artifact: Artifact; onClose: () => void }) {
  const files = useDownload(artifact.id);
  return (
    <FormDialog
      title={`Download ${nameOf(artifact)}`}
      action="Done"
      isBusy={false}
      error={files.error?.message}
      onSubmit={onClose}
      onClose={onClose}
    >
      {files.data ? (
        <ul className={styles.files}>
          {files.data.map((file) => {
            const { value, unit } = bytes(Number(file.sizeBytes));
            return (
              <li key={file.name}>
                <a href={file.url} download rel="noreferrer">
                  {file.name}
                </a>
                <span>
                  {value} {unit}
                </span>
              </li>
            );
          })}
        </ul>
      ) : files.error ? null : (
        <Loading what="the files" rows={1} />
      )}
      <p>Whoever has an address may fetch the file for some hours, without signing in.</p>
    </FormDialog>
  );
}

export function DeleteArtifactDialog({
  streamId,
  artifact,
  onClose,
}: {
  streamId: string;
  artifact: Artifact;
  onClose: () => void;
}) {
  const say = useSay();
  const remove = useDeleteArtifact(streamId);
  const name = nameOf(artifact);
  return (
    <FormDialog
      title={`Delete ${name}?`}
      action={{ CLIP: "Delete clip", RECORDING: "Delete recording", VOD: "Delete video" }[artifact.kind]}
      isDangerous
      isBusy={remove.isPending}
      error={remove.error?.message}
      onSubmit={() =>
        remove.mutate(artifact.id, {
          onSuccess: () => {
            say(`${name} is deleted.`);
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>It goes from the nodes and from the object storage. That cannot be taken back.</p>
    </FormDialog>
  );
}
