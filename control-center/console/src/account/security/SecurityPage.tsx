import { useState } from "react";
import { Button } from "../../design/Button";
import { Check } from "../../design/Check";
import { Notice } from "../../design/Notice";
import { Page } from "../../design/Page";
import { Panel } from "../../design/Panel";
import { Pill } from "../../design/Pill";
import { Loading } from "../../design/Skeleton";
import { useSay } from "../../design/Toasts";
import { useNow } from "../../design/useNow";
import { ChangePasswordDialog } from "../../session/ChangePasswordDialog";
import { hasPasskeys } from "../../session/passkey";
import { useMe } from "../../session/session";
import { counted } from "../../words/count";
import { relative } from "../../words/time";
import styles from "../Account.module.css";
import { CodesDialog } from "./CodesDialog";
import { AddPasskeyDialog, RemovePasskeyDialog, RenamePasskeyDialog } from "./PasskeyDialogs";
import { ProofDialog } from "./ProofDialog";
import { changes, useChange, useSecurity, type Passkey, type Security } from "./security";
import { SessionsPanel } from "./SessionsPanel";
import { TotpDialog } from "./TotpDialog";

type Open =
  | { kind: "password" | "totp" | "removeTotp" | "renewCodes" | "passkey" }
  | { kind: "rename" | "remove"; passkey: Passkey }
  | { kind: "codes"; codes: string[] }
  | null;

/** How one signs in, and where one is signed in. */
export function SecurityPage() {
  const me = useMe().data;
  const security = useSecurity();
  const [open, setOpen] = useState<Open>(null);
  if (!security.data)
    return (
      <Page title="Security" lead="How you sign in, and where you are signed in.">
        {security.error ? (
          <Notice tone="fail" title="This cannot be shown.">
            {security.error.message}
          </Notice>
        ) : (
          <Loading what="your security" rows={3} />
        )}
      </Page>
    );
  const isOwner = me?.role === "OWNER" || me?.role === "OPERATOR";
  return (
    <Page title="Security" lead="How you sign in, and where you are signed in.">
      {me?.mustAddSecondFactor ? (
        <Notice tone="warn" title="Your organisation demands a second factor.">
          Set up an authenticator app or a passkey; the rest of the console opens then.
        </Notice>
      ) : null}
      <WaysPanel security={security.data} onOpen={setOpen} />
      <PasskeysPanel security={security.data} onOpen={setOpen} />
      {isOwner ? <DemandPanel security={security.data} /> : null}
      {me?.mustAddSecondFactor ? null : <SessionsPanel />}
      <Dialogs open={open} security={security.data} onOpen={setOpen} />
    </Page>
  );
}

type PartProps = { security: Security; onOpen: (open: Open) => void };

function WaysPanel({ security, onOpen }: PartProps) {
  const hasFactor = security.hasTotp || security.passkeys.length > 0;
  return (
    <Panel title="Password and codes" isFlush>
      <ul>
        <li className={styles.row}>
          <div className={styles.name}>
            <strong>Password</strong>
          </div>
          <span />
          <Button onClick={() => onOpen({ kind: "password" })}>Change password</Button>
        </li>
        <li className={styles.row}>
          <div className={styles.name}>
            <strong>Authenticator app</strong>
            <span>Codes of an app on your telephone, after the password.</span>
          </div>
          <Pill tone={security.hasTotp ? "live" : "idle"}>{security.hasTotp ? "On" : "Off"}</Pill>
          {security.hasTotp ? (
            <Button onClick={() => onOpen({ kind: "removeTotp" })}>Switch off</Button>
          ) : (
            <Button onClick={() => onOpen({ kind: "totp" })}>Set up</Button>
          )}
        </li>
        {hasFactor ? (
          <li className={styles.row}>
            <div className={styles.name}>
              <strong>Recovery codes</strong>
              <span>{`${counted(security.recoveryCodesLeft, "code")} left. Each lets you in once.`}</span>
            </div>
            <span />
            <Button onClick={() => onOpen({ kind: "renewCodes" })}>Renew codes</Button>
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}

function PasskeysPanel({ security, onOpen }: PartProps) {
  const now = useNow(30_000);
  return (
    <Panel
      title="Passkeys"
      isFlush={security.passkeys.length > 0}
      aside={hasPasskeys() ? <Button onClick={() => onOpen({ kind: "passkey" })}>Add a passkey</Button> : null}
    >
      {security.passkeys.length === 0 ? (
        <p>
          {hasPasskeys()
            ? "None yet. A passkey lets you in by your finger, your face or a key on your ring, without a password."
            : `Passkeys work where the console is open under ${security.passkeyAddress}.`}
        </p>
      ) : (
        <ul>
          {security.passkeys.map((passkey) => (
            <li key={passkey.id} className={styles.row}>
              <div className={styles.name}>
                <strong>{passkey.name}</strong>
                <span>
                  {passkey.lastUsedAt ? `Used ${relative(passkey.lastUsedAt, now)}` : "Not used yet"}
                  {passkey.isBackedUp ? " · on all of your devices" : ""}
                </span>
              </div>
              <span />
              <div className={styles.actions}>
                <Button aria-label={`Rename ${passkey.name}`} onClick={() => onOpen({ kind: "rename", passkey })}>
                  Rename
                </Button>
                <Button aria-label={`Remove ${passkey.name}`} onClick={() => onOpen({ kind: "remove", passkey })}>
                  Remove
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function DemandPanel({ security }: { security: Security }) {
  const demand = useChange(changes.demand);
  return (
    <Panel title="Everybody in your organisation">
      <Check
        label="Everybody needs a second factor"
        remark="Whoever has none is led to set one up, and can do nothing else before."
        isChecked={security.demandsSecondFactor}
        onChange={(isChecked) => demand.mutate(isChecked)}
      />
      {demand.error ? <Notice tone="fail">{demand.error.message}</Notice> : null}
    </Panel>
  );
}

function Dialogs({ open, security, onOpen }: PartProps & { open: Open }) {
  const say = useSay();
  const removeTotp = useChange(changes.removeTotp);
  const renewCodes = useChange(changes.renewCodes);
  const close = () => {
    removeTotp.reset();
    renewCodes.reset();
    onOpen(null);
  };
  const done = (codes: string[]) => {
    say("Your second factor is on.");
    onOpen(codes.length > 0 ? { kind: "codes", codes } : null);
  };
  switch (open?.kind) {
    case undefined:
      return null;
    case "password":
      return <ChangePasswordDialog onClose={close} />;
    case "totp":
      return <TotpDialog security={security} onDone={done} onClose={close} />;
    case "removeTotp":
      return (
        <ProofDialog
          title="Switch the authenticator app off?"
          action="Switch off"
          isDangerous
          security={security}
          isBusy={removeTotp.isPending}
          error={removeTotp.error}
          onSubmit={(proof) => removeTotp.mutate(proof, { onSuccess: close })}
          onClose={close}
        />
      );
    case "renewCodes":
      return (
        <ProofDialog
          title="Renew your recovery codes?"
          action="Renew codes"
          security={security}
          isBusy={renewCodes.isPending}
          error={renewCodes.error}
          onSubmit={(proof) =>
            renewCodes.mutate(proof, {
              onSuccess: ({ recoveryCodes }) => onOpen({ kind: "codes", codes: recoveryCodes }),
            })
          }
          onClose={close}
        >
          <p>Those that you have kept count no more.</p>
        </ProofDialog>
      );
    case "passkey":
      return <AddPasskeyDialog security={security} onDone={done} onClose={close} />;
    case "rename":
      return <RenamePasskeyDialog passkey={open.passkey} onClose={close} />;
    case "remove":
      return <RemovePasskeyDialog passkey={open.passkey} security={security} onClose={close} />;
    case "codes":
      return <CodesDialog codes={open.codes} onClose={close} />;
  }
}
