import { useState } from "react";
import { FormDialog } from "../../design/Dialog";
import { TextField } from "../../design/Field";
import { useSay } from "../../design/Toasts";
import { ProofDialog } from "./ProofDialog";
import { changes, useChange, type Passkey, type Security } from "./security";

const LONGEST_NAME = 60;

export function AddPasskeyDialog({
  security,
  onDone,
  onClose,
}: {
  security: Security;
  onDone: (codes: string[]) => void;
  onClose: () => void;
}) {
  const add = useChange(changes.addPasskey);
  const [name, setName] = useState("");
  const [wasTried, setTried] = useState(false);
  const isNameless = name.trim() === "";
  return (
    <ProofDialog
      title="Add a passkey"
      action="Add passkey"
      security={security}
      isBusy={add.isPending}
      error={add.error}
      isReady={!isNameless}
      onSubmit={(proof) =>
        add.mutate({ name: name.trim(), proof }, { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) })
      }
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={name}
        maxLength={LONGEST_NAME}
        placeholder="Blue key"
        error={wasTried && isNameless ? "Give the passkey a name." : undefined}
        hint="By which you know it: the device, or the key on your ring."
        onBlur={() => setTried(true)}
        onChange={(event) => setName(event.target.value)}
      />
    </ProofDialog>
  );
}

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const rename = useChange(changes.renamePasskey);
  const [name, setName] = useState(passkey.name);
  return (
    <FormDialog
      title={`Rename ${passkey.name}`}
      action="Rename"
      isBusy={rename.isPending}
      onSubmit={() => rename.mutate({ id: passkey.id, name: name.trim() }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={name}
        maxLength={LONGEST_NAME}
        error={rename.error?.message}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}

export function RemovePasskeyDialog({
  passkey,
  security,
  onClose,
}: {
  passkey: Passkey;
  security: Security;
  onClose: () => void;
}) {
  const say = useSay();
  const remove = useChange(changes.removePasskey);
  return (
    <ProofDialog
      title={`Remove ${passkey.name}?`}
      action="Remove passkey"
      isDangerous
      security={security}
      isBusy={remove.isPending}
      error={remove.error}
      onSubmit={(proof) =>
        remove.mutate(
          { id: passkey.id, proof },
          {
            onSuccess: () => {
              say("The passkey is removed.");
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
