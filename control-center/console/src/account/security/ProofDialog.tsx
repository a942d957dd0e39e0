import { useState, type ReactNode } from "react";
import { Declined } from "../../api/outcome";
import { Button } from "../../design/Button";
import { FormDialog } from "../../design/Dialog";
import { TextField } from "../../design/Field";
import { Notice } from "../../design/Notice";
import { hasPasskeys } from "../../session/passkey";
import { passkeyProof, type Proof, type Security } from "./security";

type ProofDialogProps = {
  title: string;
  action: string;
  security: Security;
  isBusy: boolean;
  error: Error | null;
  isDangerous?: boolean;
  /** What else the dialog asks for is there. */
  isReady?: boolean;
  onSubmit: (proof: Proof) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** Asks who is there before something changes about how they sign in. */
export function ProofDialog({ title, action, security, error, isReady = true, children, ...rest }: ProofDialogProps) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [passkey, setPasskey] = useState("");
  const [refusal, setRefusal] = useState("");
  const [wasTried, setTried] = useState(false);
  const needsFactor = security.hasTotp || security.passkeys.length > 0;
  const hasShown = !needsFactor || code.trim() !== "" || passkey !== "";
  const field = error instanceof Declined ? error.field : undefined;
  function submit() {
    setTried(true);
    if (password === "" || !hasShown || !isReady) return;
    rest.onSubmit({ password, ...(passkey ? { passkey } : code.trim() ? { code: code.trim() } : {}) });
    // What was signed is good once.
    setPasskey("");
  }
  return (
    <FormDialog
      title={title}
      action={action}
      isBusy={rest.isBusy}
      isDangerous={rest.isDangerous ?? false}
      error={field === "password" || field === "code" ? undefined : error?.message}
      onSubmit={submit}
      onClose={rest.onClose}
    >
      {children}
      <TextField
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={password}
        error={wasTried && password === "" ? "Enter your password." : field === "password" ? error?.message : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      {needsFactor && !passkey ? (
        <TextField
          label="Code"
          autoComplete="one-time-code"
          isCode
          value={code}
          error={
            wasTried && !hasShown ? "Enter a code, or use a passkey." : field === "code" ? error?.message : undefined
          }
          hint={security.hasTotp ? "Six digits of your app, or a recovery code." : "A recovery code."}
          onChange={(event) => setCode(event.target.value)}
        />
      ) : null}
      {passkey ? <Notice tone="live">Your passkey has signed.</Notice> : null}
      {security.passkeys.length > 0 && hasPasskeys() && !passkey ? (
        <Button
          icon="key"
          onClick={() => {
            setRefusal("");
            passkeyProof().then(setPasskey, (cause: Error) => setRefusal(cause.message));
          }}
        >
          Use a passkey
        </Button>
      ) : null}
      {refusal ? <Notice tone="fail">{refusal}</Notice> : null}
    </FormDialog>
  );
}
