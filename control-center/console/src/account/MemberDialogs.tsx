import { useState } from "react";
import { FormDialog } from "../design/Dialog";
import { SelectField, TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { ROLES, useChangeRole, useInvite, useRemoveMember, useResetMember, type Member, type Role } from "./members";

function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <SelectField label="Role" value={value} onChange={(event) => onChange(event.target.value as Role)}>
      {ROLES.map(({ role, label }) => (
        <option key={role} value={role}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const invite = useInvite();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("MEMBER");
  const [wasTried, setTried] = useState(false);
  function submit() {
    setTried(true);
    if (email.trim() === "") return;
    invite.mutate(
      { email: email.trim(), role },
      {
        onSuccess: () => {
          say("The invitation is on its way.");
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog title="Invite somebody" action="Invite" isBusy={invite.isPending} onSubmit={submit} onClose={onClose}>
      <TextField
        label="E-mail address"
        type="email"
        autoFocus
        value={email}
        error={wasTried && email.trim() === "" ? "Enter the person's address." : invite.error?.message}
        placeholder="anna@example.org"
        hint="A letter with a link goes there. It is good for seven days."
        onChange={(event) => {
          invite.reset();
          setEmail(event.target.value);
        }}
      />
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  );
}

export function ChangeRoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay();
  const change = useChangeRole();
  const [role, setRole] = useState<Role>(member.role);
  return (
    <FormDialog
      title={`Role of ${member.displayName}`}
      action="Change role"
      isBusy={change.isPending}
      error={change.error?.message}
      onSubmit={() =>
        change.mutate(
          { id: member.id, role },
          {
            onSuccess: () => {
              say("The role is changed.");
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  );
}

export function RemoveMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay();
  const remove = useRemoveMember();
  return (
    <FormDialog
      title={`Remove ${member.displayName}?`}
      action="Remove"
      isDangerous
      isBusy={remove.isPending}
      error={remove.error?.message}
      onSubmit={() =>
        remove.mutate(member.id, {
          onSuccess: () => {
            say(`${member.displayName} is removed.`);
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>Their sessions end and their API tokens count no more. What they made stays.</p>
    </FormDialog>
  );
}

export function ResetMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useSay();
  const reset = useResetMember();
  return (
    <FormDialog
      title={`Reset the second factor of ${member.displayName}?`}
      action="Reset"
      isDangerous
      isBusy={reset.isPending}
      error={reset.error?.message}
      onSubmit={() =>
        reset.mutate(member.id, {
          onSuccess: () => {
            say(`The second factors of ${member.displayName} are gone.`);
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>
        Their codes and passkeys open nothing any more, their sessions end, and a letter tells them. Be sure who asks:
        from then on the password alone lets them in.
      </p>
    </FormDialog>
  );
}
