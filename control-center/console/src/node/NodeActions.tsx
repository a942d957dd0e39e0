import { useState } from "react";
import { copyText } from "../design/Copy";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { Icon, type IconName } from "../design/Icon";
import { Menu, MenuItem } from "../design/Menu";
import { useSay } from "../design/Toasts";
import { useMay } from "../session/may";
import { ModeDialog, type LifeChange } from "./ModeDialog";
import { useRenameNode, useRevokeNode, type Node } from "./node";

const CHANGES: readonly { to: LifeChange; icon: IconName; label: string }[] = [
  { to: "NORMAL", icon: "start", label: "Put into service" },
  { to: "DRAINING", icon: "out", label: "Drain" },
  { to: "MAINTENANCE", icon: "stop", label: "Maintenance" },
  { to: "RETIRED", icon: "close", label: "Retire" },
];

function modeOf({ lifecycle }: Node): LifeChange {
  return lifecycle === "DRAINING" || lifecycle === "MAINTENANCE" || lifecycle === "RETIRED" ? lifecycle : "NORMAL";
}

export function NodeActions({ node }: { node: Node }) {
  const say = useSay();
  const mayAdminister = useMay("administer");
  const [asking, setAsking] = useState<"rename" | "revoke" | LifeChange | null>(null);
  const close = () => setAsking(null);
  return (
    <>
      <Menu label="More actions" trigger={<Icon name="more" />}>
        {mayAdminister ? (
          <MenuItem icon="edit" onSelect={() => setAsking("rename")}>
            Rename
          </MenuItem>
        ) : null}
        <MenuItem icon="copy" onSelect={() => void copyText(node.id).then(() => say("The node's id is copied."))}>
          Copy id
        </MenuItem>
        {mayAdminister && node.lifecycle !== "RETIRED"
          ? CHANGES.filter(({ to }) => to !== modeOf(node)).map(({ to, icon, label }) => (
              <MenuItem key={to} icon={icon} isDangerous={to === "RETIRED"} onSelect={() => setAsking(to)}>
                {label}
              </MenuItem>
            ))
          : null}
        {mayAdminister && node.state !== "REVOKED" ? (
          <MenuItem icon="trash" isDangerous onSelect={() => setAsking("revoke")}>
            Revoke node
          </MenuItem>
        ) : null}
      </Menu>
      {asking === "rename" ? <RenameDialog node={node} onClose={close} /> : null}
      {asking === "revoke" ? <RevokeDialog node={node} onClose={close} /> : null}
      {asking && asking !== "rename" && asking !== "revoke" ? (
        <ModeDialog node={node} to={asking} onClose={close} />
      ) : null}
    </>
  );
}

function RenameDialog({ node, onClose }: { node: Node; onClose: () => void }) {
  const say = useSay();
  const rename = useRenameNode();
  const [name, setName] = useState(node.name);
  const [wasTried, setTried] = useState(false);
  const wrong = name.trim() === "" ? "Give the node a name." : undefined;
  function submit() {
    setTried(true);
    if (wrong) return;
    rename.mutate(
      { id: node.id, name: name.trim() },
      {
        onSuccess: () => {
          say(`The node is now called ${name.trim()}.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog title="Rename node" action="Rename" isBusy={rename.isPending} onSubmit={submit} onClose={onClose}>
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={200}
        error={wasTried ? (wrong ?? rename.error?.message) : undefined}
        onChange={(event) => {
          rename.reset();
          setName(event.target.value);
        }}
      />
    </FormDialog>
  );
}

function RevokeDialog({ node, onClose }: { node: Node; onClose: () => void }) {
  const say = useSay();
  const revoke = useRevokeNode();
  function submit() {
    revoke.mutate(node.id, {
      onSuccess: () => {
        say(`${node.name} is revoked.`);
        onClose();
      },
    });
  }
  return (
    <FormDialog
      title={`Revoke ${node.name}?`}
      action="Revoke node"
      isDangerous
      isBusy={revoke.isPending}
      error={revoke.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        Its connection ends at once, and its certificate opens nothing any more. Flows on the machine run on until you
        stop them there. To take it back, enrol it again with a new bootstrap token.
      </p>
    </FormDialog>
  );
}
