import { useState } from "react";
import { Declined } from "../api/outcome";
import { Button } from "../design/Button";
import { Choice } from "../design/Choice";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { Notice } from "../design/Notice";
import { Panel } from "../design/Panel";
import { useSay } from "../design/Toasts";
import { useMe } from "../session/session";
import { dateTime } from "../words/time";
import styles from "./Settings.module.css";
import { useCancelDeletion, useRequestDeletion, type OwnTenant } from "./settings";

/** The end of a tenant, for its owners. */
export function DangerZone({ tenant }: { tenant: OwnTenant }) {
  const say = useSay();
  const cancel = useCancelDeletion();
  const { data: me } = useMe();
  const [isAsking, setAsking] = useState(false);
  if (me?.role !== "OWNER" && me?.role !== "OPERATOR") return null;
  return (
    <Panel title="Danger zone">
      {tenant.notice ? (
        <Notice
          tone="fail"
          title={`${tenant.name} is deleted on ${dateTime(tenant.notice.leavesAt)}.`}
          action={
            <Button
              isBusy={cancel.isPending}
              onClick={() =>
                cancel.mutate(undefined, {
                  onSuccess: () => say(`${tenant.name} stays.`),
                  onError: (failure) => say(failure.message),
                })
              }
            >
              Keep it
            </Button>
          }
        >
          {`Asked for by ${tenant.notice.givenBy}. ${tenant.notice.isServed ? "Streams are served until then." : "Nothing is served any more."}`}
        </Notice>
      ) : (
        <div className={styles.danger}>
          <p>
            Deletes {tenant.name} with all its streams, recordings, nodes and accounts. Owners are told by letter, and
            there is time to take it back.
          </p>
          <Button icon="trash" look="danger" onClick={() => setAsking(true)}>
            Delete organisation
          </Button>
        </div>
      )}
      {isAsking ? <DeleteDialog tenant={tenant} onClose={() => setAsking(false)} /> : null}
    </Panel>
  );
}

function DeleteDialog({ tenant, onClose }: { tenant: OwnTenant; onClose: () => void }) {
  const say = useSay();
  const request = useRequestDeletion();
  const [typed, setTyped] = useState("");
  const [password, setPassword] = useState("");
  const [service, setService] = useState<"served" | "stopped">("served");
  const [wasTried, setTried] = useState(false);
  const declined = request.error instanceof Declined ? request.error : undefined;
  function submit() {
    setTried(true);
    if (typed !== tenant.name) return;
    request.mutate(
      { isServed: service === "served", password },
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
      isBusy={request.isPending}
      error={declined?.field ? undefined : request.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choice
        label="Until then"
        value={service}
        options={[
          { value: "served", label: "Serve streams" },
          { value: "stopped", label: "Serve nothing" },
        ]}
        onChange={setService}
      />
      <TextField
        label="Name of the organisation"
        value={typed}
        hint={`Type "${tenant.name}".`}
        error={wasTried && typed !== tenant.name ? `Type "${tenant.name}".` : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <TextField
        label="Your password"
        type="password"
        autoComplete="current-password"
        value={password}
        hint="Without one, for example after single sign-on, you must have signed in within the last five minutes."
        error={declined?.field === "password" ? declined.message : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
    </FormDialog>
  );
}
