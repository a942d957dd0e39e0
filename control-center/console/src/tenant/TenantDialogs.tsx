import { useState } from "react";
import { Declined } from "../api/outcome";
import { FormDialog } from "../design/Dialog";
import { SelectField, TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { TIERS } from "./TenantsPage";
import { useGrant, useSuspend, type Limits, type Tenant, type Tier } from "./tenants";

export function SuspendDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const say = useSay();
  const suspend = useSuspend();
  const [reason, setReason] = useState("");
  const [wasTried, setTried] = useState(false);
  function submit() {
    setTried(true);
    if (reason.trim() === "") return;
    suspend.mutate(
      { tenantId: tenant.id, reason },
      {
        onSuccess: () => {
          say(`${tenant.name} is suspended.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`Suspend ${tenant.name}?`}
      action="Suspend"
      isDangerous
      isBusy={suspend.isPending}
      error={suspend.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>Its viewers and publishers are sent away within a second, and nothing new can be made until you resume it.</p>
      <TextField
        label="Reason"
        autoFocus
        value={reason}
        maxLength={500}
        hint="The tenant reads it."
        error={wasTried && reason.trim() === "" ? "Say why." : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}

const FIELDS: readonly { name: keyof Limits; label: string }[] = [
  { name: "streams", label: "Streams" },
  { name: "nodes", label: "Nodes" },
  { name: "clusters", label: "Clusters" },
  { name: "flows", label: "Flows" },
  { name: "viewers", label: "Viewers of a stream" },
];

export function GrantDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const say = useSay();
  const grant = useGrant();
  const [tier, setTier] = useState<Tier>(tenant.tier);
  const [limits, setLimits] = useState(() =>
    Object.fromEntries(FIELDS.map(({ name }) => [name, tenant.limits[name]?.toString() ?? ""])),
  );
  const wrong = (typed: string) => typed.trim() !== "" && !/^\d{1,8}$/.test(typed.trim());
  const declined = grant.error instanceof Declined ? grant.error : undefined;
  const numberOf = (name: keyof Limits) => {
    const typed = (limits[name] ?? "").trim();
    return typed === "" ? -1 : Number(typed);
  };
  function submit() {
    if (Object.values(limits).some(wrong)) return;
    grant.mutate(
      {
        tenantId: tenant.id,
        tier,
        streams: numberOf("streams"),
        nodes: numberOf("nodes"),
        clusters: numberOf("clusters"),
        flows: numberOf("flows"),
        viewers: numberOf("viewers"),
      },
      {
        onSuccess: () => {
          say(`What ${tenant.name} may have is changed.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`What ${tenant.name} may have`}
      action="Save"
      isBusy={grant.isPending}
      error={declined?.field ? undefined : grant.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField label="Tier" value={tier} onChange={(event) => setTier(event.target.value as Tier)}>
        {Object.entries(TIERS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {FIELDS.map(({ name, label }) => (
        <TextField
          key={name}
          label={label}
          isOptional
          inputMode="numeric"
          placeholder="no limit"
          value={limits[name] ?? ""}
          error={
            wrong(limits[name] ?? "") ? "Enter a number." : declined?.field === name ? declined.message : undefined
          }
          onChange={(event) => setLimits({ ...limits, [name]: event.target.value })}
        />
      ))}
    </FormDialog>
  );
}
