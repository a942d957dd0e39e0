import { useState } from "react";
import { Declined } from "../api/outcome";
import { FormDialog } from "../design/Dialog";
import { SelectField, TextField } from "../design/Field";
import { useClusters } from "../fleet/nodes";
import styles from "./CreateTokenDialog.module.css";
import { checkToken, LIVES, tokenInput, type TokenErrors, type TokenForm } from "./newToken";
import { ShowTokenDialog } from "./ShowTokenDialog";
import { useCreateToken } from "./tokens";

/** Asks what the token is for, and then shows it, once. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const clusters = useClusters();
  const create = useCreateToken();
  const [typed, setTyped] = useState<TokenForm>({
    clusterId: "",
    description: "",
    uses: "1",
    lifeHours: "24",
    expectedAddress: "",
  });
  const [wasTried, setTried] = useState(false);
  const form = { ...typed, clusterId: typed.clusterId || (clusters.data?.[0]?.id ?? "") };
  const declined = fieldOf(create.error);
  const errors = wasTried ? { ...declined, ...checkToken(form) } : {};

  if (create.data) return <ShowTokenDialog created={create.data} onClose={onClose} />;

  const set = (field: keyof TokenForm) => (event: { target: { value: string } }) => {
    create.reset();
    setTyped({ ...typed, [field]: event.target.value });
  };
  function submit() {
    setTried(true);
    if (Object.keys(checkToken(form)).length === 0) create.mutate(tokenInput(form));
  }
  return (
    <FormDialog
      title="Create a bootstrap token"
      action="Create token"
      isBusy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
      error={clusters.error?.message ?? (declined ? undefined : create.error?.message)}
    >
      <TextField
        label="Description"
        isOptional
        autoFocus
        value={typed.description}
        error={errors.description}
        maxLength={200}
        hint="What machine is it for? You see this in the list of tokens."
        onChange={set("description")}
      />
      <SelectField label="Cluster" value={form.clusterId} error={errors.clusterId} onChange={set("clusterId")}>
        {clusters.data?.map((cluster) => (
          <option key={cluster.id} value={cluster.id}>
            {cluster.region ? `${cluster.name} (${cluster.region})` : cluster.name}
          </option>
        ))}
      </SelectField>
      <div className={styles.pair}>
        <TextField label="Machines" inputMode="numeric" value={typed.uses} error={errors.uses} onChange={set("uses")} />
        <SelectField label="Valid for" value={typed.lifeHours} error={errors.lifeHours} onChange={set("lifeHours")}>
          {LIVES.map(({ hours, label }) => (
            <option key={hours} value={hours}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label="Expected address"
        isOptional
        isCode
        value={typed.expectedAddress}
        error={errors.expectedAddress}
        placeholder="203.0.113.7"
        hint="Only a machine that calls from there may use the token."
        onChange={set("expectedAddress")}
      />
    </FormDialog>
  );
}

function fieldOf(error: Error | null): TokenErrors | undefined {
  const field = error instanceof Declined ? error.field : undefined;
  return field && ["clusterId", "description", "uses", "lifeHours", "expectedAddress"].includes(field)
    ? { [field]: error?.message }
    : undefined;
}
