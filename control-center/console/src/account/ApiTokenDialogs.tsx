import { useState } from "react";
import { Declined } from "../api/outcome";
import { Button } from "../design/Button";
import { Check } from "../design/Check";
import { CopyBlock } from "../design/Copy";
import { Dialog, DialogBody, DialogFooter, FormDialog } from "../design/Dialog";
import { SelectField, TextField } from "../design/Field";
import { Notice } from "../design/Notice";
import { useSay } from "../design/Toasts";
import styles from "./Account.module.css";
import {
  SCOPES,
  useCreateApiToken,
  useRevokeApiToken,
  type ApiToken,
  type CreatedApiToken,
  type Scope,
} from "./apiTokens";

const LIVES = [
  { days: "7", label: "7 days" },
  { days: "30", label: "30 days" },
  { days: "90", label: "90 days" },
  { days: "366", label: "a year" },
];

export function CreateApiTokenDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateApiToken();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [lifeDays, setLifeDays] = useState("90");
  const [wasTried, setTried] = useState(false);
  if (create.data) return <ShowApiToken created={create.data} onClose={onClose} />;
  const field = create.error instanceof Declined ? create.error.field : undefined;
  const isNameless = wasTried && name.trim() === "";
  const isPowerless = wasTried && scopes.length === 0;
  function submit() {
    setTried(true);
    if (name.trim() !== "" && scopes.length > 0)
      create.mutate({ name: name.trim(), scopes: [...scopes], lifeDays: Number(lifeDays) });
  }
  return (
    <FormDialog
      title="Create an API token"
      action="Create token"
      isBusy={create.isPending}
      error={field === "name" ? undefined : create.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={100}
        error={isNameless ? "Give the token a name." : field === "name" ? create.error?.message : undefined}
        placeholder="Build server"
        hint="Which program uses it? The audit log shows this name."
        onChange={(event) => {
          create.reset();
          setName(event.target.value);
        }}
      />
      <SelectField label="Valid for" value={lifeDays} onChange={(event) => setLifeDays(event.target.value)}>
        {LIVES.map(({ days, label }) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
      </SelectField>
      <fieldset className={styles.scopes}>
        <legend>What it may do</legend>
        {SCOPES.map(({ scope, label }) => (
          <Check
            key={scope}
            label={label}
            isChecked={scopes.includes(scope)}
            onChange={(isChecked) =>
              setScopes(isChecked ? [...scopes, scope] : scopes.filter((other) => other !== scope))
            }
          />
        ))}
      </fieldset>
      {isPowerless ? <Notice tone="fail">Choose at least one thing that the token may do.</Notice> : null}
    </FormDialog>
  );
}

/** The one time that a token is shown. */
function ShowApiToken({ created, onClose }: { created: CreatedApiToken; onClose: () => void }) {
  return (
    <Dialog title={`Token ${created.apiToken.name}`} onClose={onClose} isWide>
      <DialogBody>
        <p>
          Whoever has it acts in your name. <strong>It is shown only now.</strong>
        </p>
        <CopyBlock caption="API token" label="Copy token" text={created.secret} />
        <p>
          Programs send it as <code>Authorization: Bearer …</code> to <code>/graphql</code>.
        </p>
      </DialogBody>
      <DialogFooter>
        <Button look="solid" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

export function RevokeApiTokenDialog({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const say = useSay();
  const revoke = useRevokeApiToken();
  return (
    <FormDialog
      title={`Revoke ${token.name}?`}
      action="Revoke token"
      isDangerous
      isBusy={revoke.isPending}
      error={revoke.error?.message}
      onSubmit={() =>
        revoke.mutate(token.id, {
          onSuccess: () => {
            say("The token is revoked.");
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>Programs that use it are refused from now on.</p>
    </FormDialog>
  );
}
