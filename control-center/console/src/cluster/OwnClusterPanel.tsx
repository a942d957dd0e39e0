import { useState } from "react";
import { Button } from "../design/Button";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { useNow } from "../design/useNow";
import { useSay } from "../design/Toasts";
import { capitalised, counted } from "../words/count";
import { relative } from "../words/time";
import { DecisionDialog, InviteDialog, OfferDialog } from "./ClusterDialogs";
import { HEALTH, STATUSES } from "./clusterWords";
import {
  useDecision,
  useRevokeInvite,
  type Invite,
  type Members,
  type OwnCluster,
  type Subscription,
} from "./clusters";
import styles from "./ClustersPage.module.css";

type Open = { kind: "offer" | "invite" } | { kind: "reject" | "suspend"; subscription: Subscription } | null;

/** A cluster of one's own: how it is, on which terms others may use it, and who does or wants to. */
export function OwnClusterPanel({
  cluster,
  members,
  isAdministered,
}: {
  cluster: OwnCluster;
  members: Members | undefined;
  isAdministered: boolean;
}) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const { health, nodes, nodesOnline, streams, viewers } = cluster.state;
  return (
    <Panel title={`Your cluster ${cluster.name}`} isFlush aside={capitalised(cluster.terms.visibility.toLowerCase())}>
      <div className={styles.row}>
        <div className={styles.name}>
          <strong>{`${nodesOnline} of ${counted(nodes, "node")} online`}</strong>
          <span>
            {[cluster.shortDescription, counted(streams, "stream"), counted(viewers, "viewer")]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </div>
        <Pill tone={HEALTH[health].tone}>{HEALTH[health].word}</Pill>
        <div className={styles.actions}>
          {isAdministered ? (
            <>
              <Button aria-label={`Terms of ${cluster.name}`} onClick={() => setOpen({ kind: "offer" })}>
                Terms
              </Button>
              <Button aria-label={`Invite a tenant to ${cluster.name}`} onClick={() => setOpen({ kind: "invite" })}>
                Invite
              </Button>
            </>
          ) : null}
        </div>
      </div>
      {members?.subscriptions.map((subscription) => (
        <MemberRow
          key={subscription.id}
          subscription={subscription}
          onDecide={(kind, chosen) => setOpen({ kind, subscription: chosen })}
        />
      ))}
      {members?.invites
        .filter((invite) => invite.state === "PENDING")
        .map((invite) => (
          <InviteRow key={invite.id} invite={invite} />
        ))}
      {open?.kind === "offer" ? <OfferDialog cluster={cluster} onClose={close} /> : null}
      {open?.kind === "invite" ? <InviteDialog cluster={cluster} onClose={close} /> : null}
      {open?.kind === "reject" || open?.kind === "suspend" ? (
        <DecisionDialog what={open.kind} subscription={open.subscription} onClose={close} />
      ) : null}
    </Panel>
  );
}

function MemberRow({
  subscription,
  onDecide,
}: {
  subscription: Subscription;
  onDecide: (what: "reject" | "suspend", subscription: Subscription) => void;
}) {
  const say = useSay();
  const decide = useDecision();
  const { id, status, tenantName, message, reason } = subscription;
  const approve = () =>
    decide.mutate(
      { what: "approve", id, reason: "" },
      {
        onSuccess: () => say(`${tenantName} may use the cluster.`),
        onError: (failure) => say(failure.message),
      },
    );
  return (
    <div className={styles.row}>
      <div className={styles.name}>
        <strong>{tenantName}</strong>
        <span>{status === "SUSPENDED" ? reason : message}</span>
      </div>
      <Pill tone={STATUSES[status].tone}>{STATUSES[status].word}</Pill>
      <div className={styles.actions}>
        {status === "ACTIVE" ? (
          <Button aria-label={`Suspend access of ${tenantName}`} onClick={() => onDecide("suspend", subscription)}>
            Suspend
          </Button>
        ) : (
          <Button look="solid" isBusy={decide.isPending} aria-label={`Let ${tenantName} in`} onClick={approve}>
            {status === "PENDING_APPROVAL" ? "Approve" : "Let in again"}
          </Button>
        )}
        {status === "PENDING_APPROVAL" ? (
          <Button aria-label={`Reject ${tenantName}`} onClick={() => onDecide("reject", subscription)}>
            Reject
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function InviteRow({ invite }: { invite: Invite }) {
  const now = useNow(30_000);
  const say = useSay();
  const revoke = useRevokeInvite();
  return (
    <div className={styles.row}>
      <div className={styles.name}>
        <strong>{`Invite ${invite.prefix}…`}</strong>
        <span>{[invite.note, `expires ${relative(invite.expiresAt, now)}`].filter(Boolean).join(" · ")}</span>
      </div>
      <Pill tone="idle">Waits</Pill>
      <div className={styles.actions}>
        <Button
          isBusy={revoke.isPending}
          aria-label={`Revoke invite ${invite.prefix}`}
          onClick={() => revoke.mutate(invite.id, { onError: (failure) => say(failure.message) })}
        >
          Revoke
        </Button>
      </div>
    </div>
  );
}
