import { useState } from "react";
import { Button } from "../design/Button";
import { CopyBlock, CopyButton } from "../design/Copy";
import { Dialog, DialogBody, DialogFooter, FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useCreateSigningKey, useRevokeSigningKey, type CreatedSigningKey, type SigningKey } from "./signingKeys";

export function CreateSigningKeyDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateSigningKey();
  const [name, setName] = useState("");
  const [wasTried, setTried] = useState(false);
  if (create.data) return <ShowSigningKey created={create.data} onClose={onClose} />;
  return (
    <FormDialog
      title="Create a signing key"
      action="Create key"
      isBusy={create.isPending}
      onSubmit={() => {
        setTried(true);
        if (name.trim() !== "") create.mutate({ name: name.trim(), publicKey: null });
      }}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={100}
        error={wasTried && name.trim() === "" ? "Give the key a name." : create.error?.message}
        placeholder="Web site"
        hint="Who signs with it? You see this where you choose keys."
        onChange={(event) => {
          create.reset();
          setName(event.target.value);
        }}
      />
    </FormDialog>
  );
}

/** The one time that a private key is shown. */
function ShowSigningKey({ created, onClose }: { created: CreatedSigningKey; onClose: () => void }) {
  const { privateKey, signingKey } = created;
  return (
    <Dialog title={`Key ${signingKey.name}`} onClose={onClose} isWide>
      <DialogBody>
        <p>
          Whoever has this key lets viewers in. <strong>It is shown only now, and kept nowhere.</strong>
        </p>
        {privateKey ? <CopyBlock caption="Private key" label="Copy private key" text={privateKey} /> : null}
        <p>Tokens name it by its id, as “kid” in their header, and “ES256” as “alg”.</p>
        <CopyButton text={signingKey.id} label="Copy key id" />
      </DialogBody>
      <DialogFooter>
        <Button look="solid" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

export function RevokeSigningKeyDialog({ signingKey, onClose }: { signingKey: SigningKey; onClose: () => void }) {
  const say = useSay();
  const revoke = useRevokeSigningKey();
  return (
    <FormDialog
      title={`Revoke ${signingKey.name}?`}
      action="Revoke key"
      isDangerous
      isBusy={revoke.isPending}
      error={revoke.error?.message}
      onSubmit={() =>
        revoke.mutate(signingKey.id, {
          onSuccess: () => {
            say("The key is revoked.");
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>Nobody can begin to watch with a token that it has signed, on any stream.</p>
    </FormDialog>
  );
}
