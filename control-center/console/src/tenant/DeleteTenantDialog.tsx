import { useState } from "react";
import { Declined } from "../api/outcome";
import { Choice } from "../design/Choice";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useDelete, type Tenant } from "./tenants";

/** The platform's operator deletes a tenant. */
export function DeleteTenantDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const say = useSay();
  const remove = useDelete();
  const [typed, setTyped] = useState("");
  const [days, setDays] = useState("");
  const [service, setService] = useState<"served" | "stopped">("stopped");
  const [wasTried, setTried] = useState(false);
  const declined = remove.error instanceof Declined ? remove.error : undefined;
  const isNumber = /^\d{0,3}$/.test(days.trim());
  function submit() {
    setTried(true);
    if (typed !== tenant.name || !isNumber) return;
    const graceDays = days.trim() === "" ? null : Number(days);
    remove.mutate(
      { tenantId: tenant.id, isServed: service === "served", graceDays },
      {
        onSuccess: () => {
          say(`${tenant.name} is going to be deleted.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`Delete ${tenant.name}?`}
      action="Delete"
      isDangerous
      isBusy={remove.isPending}
      error={declined?.field ? undefined : remove.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        Everything of it goes when the time is over. Its owners are told by letter, and can take it back until then.
      </p>
      <Choice
        label="Until then"
        value={service}
        options={[
          { value: "stopped", label: "Serve nothing" },
          { value: "served", label: "Serve streams" },
        ]}
        onChange={setService}
      />
      <TextField
        label="Days until then"
        isOptional
        inputMode="numeric"
        placeholder="as configured"
        value={days}
        error={isNumber ? (declined?.field === "graceDays" ? declined.message : undefined) : "Enter a number."}
        onChange={(event) => setDays(event.target.value)}
      />
      <TextField
        label="Name of the tenant"
        value={typed}
        hint={`Type "${tenant.name}".`}
        error={wasTried && typed !== tenant.name ? `Type "${tenant.name}".` : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
    </FormDialog>
  );
}
