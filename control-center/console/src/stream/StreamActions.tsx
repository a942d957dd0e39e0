import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../design/Button";
import { copyText } from "../design/Copy";
import { FormDialog } from "../design/Dialog";
import { Icon } from "../design/Icon";
import { Menu, MenuItem } from "../design/Menu";
import { useSay } from "../design/Toasts";
import { useMay } from "../session/may";
import { SettingsDialog } from "./SettingsDialog";
import { useDeleteStream, useUpdateStream, type Stream } from "./streams";

export function StreamActions({ stream }: { stream: Stream }) {
  const say = useSay();
  const mayMake = useMay("makeStreams");
  const update = useUpdateStream();
  const [asking, setAsking] = useState<"edit" | "suspend" | "delete" | null>(null);
  const close = () => setAsking(null);
  return (
    <>
      {mayMake ? (
        <Button icon="edit" onClick={() => setAsking("edit")}>
          Edit
        </Button>
      ) : null}
      <Menu label="More actions" trigger={<Icon name="more" />}>
        <MenuItem icon="copy" onSelect={() => void copyText(stream.id).then(() => say("The stream's id is copied."))}>
          Copy id
        </MenuItem>
        {mayMake && stream.isSuspended ? (
          <MenuItem
            icon="start"
            onSelect={() =>
              update.mutate(
                { id: stream.id, isSuspended: false },
                { onSuccess: () => say("It may be published again."), onError: (failure) => say(failure.message) },
              )
            }
          >
            Allow again
          </MenuItem>
        ) : null}
        {mayMake && !stream.isSuspended ? (
          <MenuItem icon="stop" isDangerous onSelect={() => setAsking("suspend")}>
            Suspend stream
          </MenuItem>
        ) : null}
        {mayMake ? (
          <MenuItem icon="trash" isDangerous onSelect={() => setAsking("delete")}>
            Delete stream
          </MenuItem>
        ) : null}
      </Menu>
      {asking === "edit" ? <SettingsDialog stream={stream} onClose={close} /> : null}
      {asking === "suspend" ? <SuspendDialog stream={stream} onClose={close} /> : null}
      {asking === "delete" ? <DeleteDialog stream={stream} onClose={close} /> : null}
    </>
  );
}

function SuspendDialog({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const say = useSay();
  const update = useUpdateStream();
  return (
    <FormDialog
      title={`Suspend ${stream.title}?`}
      action="Suspend stream"
      isDangerous
      isBusy={update.isPending}
      error={update.error?.message}
      onSubmit={() =>
        update.mutate(
          { id: stream.id, isSuspended: true },
          {
            onSuccess: () => {
              say(`${stream.title} is suspended.`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>Nobody may publish or watch it until you allow it again. Its keys and settings stay.</p>
    </FormDialog>
  );
}

function DeleteDialog({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const navigate = useNavigate();
  const say = useSay();
  const remove = useDeleteStream();
  return (
    <FormDialog
      title={`Delete ${stream.title}?`}
      action="Delete stream"
      isDangerous
      isBusy={remove.isPending}
      error={remove.error?.message}
      onSubmit={() =>
        remove.mutate(stream.id, {
          onSuccess: () => {
            say(`${stream.title} is deleted.`);
            void navigate("/streams", { replace: true });
          },
        })
      }
      onClose={onClose}
    >
      <p>Its keys open nothing any more, and its playback id leads nowhere. That cannot be taken back.</p>
    </FormDialog>
  );
}
