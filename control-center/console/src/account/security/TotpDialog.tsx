import { useState } from "react";
import { CopyBlock } from "../../design/Copy";
import { FormDialog } from "../../design/Dialog";
import { TextField } from "../../design/Field";
import styles from "./Security.module.css";
import { changes, useChange, type Security } from "./security";
import { ProofDialog } from "./ProofDialog";

type TotpDialogProps = { security: Security; onDone: (codes: string[]) => void; onClose: () => void };

/** Sets an authenticator app up: who is there, what the app needs, and a first code of it. */
export function TotpDialog({ security, onDone, onClose }: TotpDialogProps) {
  const begin = useChange(changes.beginTotp);
  const confirm = useChange(changes.confirmTotp);
  const [code, setCode] = useState("");
  const [wasTried, setTried] = useState(false);
  if (!begin.data)
    return (
      <ProofDialog
        title="Set up an authenticator app"
        action="Continue"
        security={security}
        isBusy={begin.isPending}
        error={begin.error}
        onSubmit={(proof) => begin.mutate(proof)}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title="Scan this with your app"
      action="Switch on"
      isBusy={confirm.isPending}
      onSubmit={() => {
        setTried(true);
        if (code.trim()) confirm.mutate(code.trim(), { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) });
      }}
      onClose={onClose}
    >
      <img className={styles.picture} src={begin.data.secretPicture} alt="QR code for an authenticator app" />
      <CopyBlock caption="Or type this key" label="Copy key" text={begin.data.secret} />
      <TextField
        label="Code"
        autoComplete="one-time-code"
        inputMode="numeric"
        isCode
        value={code}
        error={wasTried && !code.trim() ? "Enter the code that the app shows." : confirm.error?.message}
        hint="Six digits that the app shows now."
        onChange={(event) => {
          confirm.reset();
          setCode(event.target.value);
        }}
      />
    </FormDialog>
  );
}
