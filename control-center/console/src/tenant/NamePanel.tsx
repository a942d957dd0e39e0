import { useState, type FormEvent } from "react";
import { Declined } from "../api/outcome";
import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { Notice } from "../design/Notice";
import { Panel } from "../design/Panel";
import { useSay } from "../design/Toasts";
import styles from "./Settings.module.css";
import { useUpdateTenant, type OwnTenant } from "./settings";

/** What the tenant is called, by people and in addresses. */
export function NamePanel({ tenant }: { tenant: OwnTenant }) {
  const say = useSay();
  const update = useUpdateTenant();
  const [name, setName] = useState(tenant.name);
  const [subdomain, setSubdomain] = useState(tenant.subdomain);
  const declined = update.error instanceof Declined ? update.error : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    update.mutate({ name, subdomain }, { onSuccess: () => say("The name is saved.") });
  }
  return (
    <Panel title="Name">
      <form className={styles.form} onSubmit={submit} noValidate>
        {update.error && !declined?.field ? <Notice tone="fail">{update.error.message}</Notice> : null}
        <TextField
          label="Name"
          value={name}
          maxLength={200}
          error={declined?.field === "name" ? declined.message : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label="Name in addresses"
          isCode
          value={subdomain}
          maxLength={63}
          hint={`Your people sign in at ${location.origin}/sign-in?tenant=${subdomain}`}
          error={declined?.field === "subdomain" ? declined.message : undefined}
          onChange={(event) => setSubdomain(event.target.value.toLowerCase())}
        />
        <div>
          <Button type="submit" look="solid" isBusy={update.isPending}>
            Save name
          </Button>
        </div>
      </form>
    </Panel>
  );
}
