import { useState } from "react";
import { Button } from "../design/Button";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Loading } from "../design/Skeleton";
import { useNow } from "../design/useNow";
import { useMay } from "../session/may";
import { useMe } from "../session/session";
import { capitalised } from "../words/count";
import { relative } from "../words/time";
import styles from "./Account.module.css";
import { ChangeRoleDialog, InviteDialog, RemoveMemberDialog, ResetMemberDialog } from "./MemberDialogs";
import {
  useInvitations,
  useMailDelivery,
  useMembers,
  useRevokeInvitation,
  type Invitation,
  type Member,
  type Role,
} from "./members";

type Open = { kind: "invite" } | { kind: "role" | "reset" | "remove"; member: Member } | null;

/** The people of the tenant, and who may join. */
export function MembersPage() {
  const me = useMe().data;
  const mayAdminister = useMay("administer");
  const members = useMembers();
  const invitations = useInvitations(mayAdminister);
  const mail = useMailDelivery(me?.role === "OPERATOR").data;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Page
      title="Members"
      lead={`Who works in ${me?.tenant.name ?? "your organisation"}, and what they may do.`}
      actions={
        mayAdminister ? (
          <Button look="solid" icon="add" onClick={() => setOpen({ kind: "invite" })}>
            Invite somebody
          </Button>
        ) : null
      }
    >
      {mail && !mail.isSent ? (
        <Notice tone="warn" title="Letters are not sent.">
          {`No SMTP server is configured (flotilla.mail.host). Invitations and lost passwords lie as files in ${mail.place}.`}
        </Notice>
      ) : null}
      {members.data ? (
        <ul className={styles.list}>
          {members.data.map((member) => (
            <li key={member.id} className={styles.row}>
              <div className={styles.name}>
                <strong>{member.displayName}</strong>
                <span>{member.login}</span>
              </div>
              <span>{word(member.role)}</span>
              <div className={styles.actions}>
                {mayAdminister && member.role !== "OPERATOR" ? (
                  <>
                    <Button
                      aria-label={`Change role of ${member.displayName}`}
                      onClick={() => setOpen({ kind: "role", member })}
                    >
                      Change role
                    </Button>
                    {member.login === me?.login ? null : (
                      <Button
                        aria-label={`Reset the second factor of ${member.displayName}`}
                        onClick={() => setOpen({ kind: "reset", member })}
                      >
                        Reset second factor
                      </Button>
                    )}
                    <Button
                      aria-label={`Remove ${member.displayName}`}
                      onClick={() => setOpen({ kind: "remove", member })}
                    >
                      Remove
                    </Button>
                  </>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      ) : members.error ? (
        <Notice
          tone="fail"
          title="The members cannot be shown."
          action={<Button onClick={() => void members.refetch()}>Try again</Button>}
        >
          {members.error.message}
        </Notice>
      ) : (
        <Loading what="the members" rows={3} />
      )}
      {invitations.data && invitations.data.length > 0 ? (
        <section className={styles.part}>
          <h2>Invitations</h2>
          <ul className={styles.list}>
            {invitations.data.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </section>
      ) : null}
      {open?.kind === "invite" ? <InviteDialog onClose={close} /> : null}
      {open?.kind === "role" ? <ChangeRoleDialog member={open.member} onClose={close} /> : null}
      {open?.kind === "reset" ? <ResetMemberDialog member={open.member} onClose={close} /> : null}
      {open?.kind === "remove" ? <RemoveMemberDialog member={open.member} onClose={close} /> : null}
    </Page>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const now = useNow(30_000);
  const revoke = useRevokeInvitation();
  const { id, email, role, createdBy, expiresAt, isExpired } = invitation;
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{email}</strong>
        <span>{`${isExpired ? "Expired" : `Expires ${relative(expiresAt, now)}`} · by ${createdBy}`}</span>
        {revoke.error ? <span role="alert">{revoke.error.message}</span> : null}
      </div>
      <span>{word(role)}</span>
      <div className={styles.actions}>
        <Button
          isBusy={revoke.isPending}
          aria-label={`Revoke invitation of ${email}`}
          onClick={() => revoke.mutate(id)}
        >
          Revoke
        </Button>
      </div>
    </li>
  );
}

function word(role: Role): string {
  return capitalised(role.toLowerCase());
}
