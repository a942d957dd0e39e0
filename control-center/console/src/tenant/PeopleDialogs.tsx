import { useState } from "react";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useInviteOwner, useResetSecondFactor, type Tenant } from "./tenants";

/** Hands a tenant to somebody, who becomes an owner of it by the link in a letter. */
export function InviteOwnerDialog({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const say = useSay();
  const invite = useInviteOwner();
  const [email, setEmail] = useState("");
  const [wasTried, setTried] = useState(false);
  function submit() {
    setTried(true);
    if (email.trim() === "") return;
    invite.mutate(
      { tenantId: tenant.id, email: email.trim() },
      {
        onSuccess: () => {
          say("The invitation is on its way.");
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`Invite an owner of ${tenant.name}`}
      action="Invite"
      isBusy={invite.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="E-mail address"
        type="email"
        autoFocus
        value={email}
        error={wasTried && email.trim() === "" ? "Enter the person's address." : invite.error?.message}
        placeholder="anna@example.org"
        hint="A letter with a link goes there. Whoever follows it may do everything in this tenant."
        onChange={(event) => {
          invite.reset();
          setEmail(event.target.value);
        }}
      />
    </FormDialog>
  );
}

/** Lets somebody in again who has lost what they sign in with beside the password. */
export function ResetSecondFactorDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const reset = useResetSecondFactor();
  const [login, setLogin] = useState("");
  const [wasTried, setTried] = useState(false);
  function submit() {
    setTried(true);
    if (login.trim() === "") return;
    reset.mutate(login.trim(), {
      onSuccess: (done) => {
        say(`The second factors of ${done.login} are gone.`);
        onClose();
      },
    });
  }
  return (
    <FormDialog
      title="Reset somebody's second factor?"
      action="Reset"
      isDangerous
      isBusy={reset.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        Their codes and passkeys open nothing any more, their sessions end, and a letter tells them. Be sure who asks:
        from then on the password alone lets them in.
      </p>
      <TextField
        label="Login"
        type="email"
        autoComplete="off"
        value={login}
        error={wasTried && login.trim() === "" ? "Enter the person's login." : reset.error?.message}
        placeholder="anna@example.org"
        hint="Of anybody, in whichever tenant."
        onChange={(event) => {
          reset.reset();
          setLogin(event.target.value);
        }}
      />
    </FormDialog>
  );
}
