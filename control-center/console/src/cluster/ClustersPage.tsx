import { useState } from "react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { Loading } from "../design/Skeleton";
import { useSay } from "../design/Toasts";
import { useMay } from "../session/may";
import { counted } from "../words/count";
import { AcceptInviteDialog } from "./ClusterDialogs";
import { HEALTH, ROLES } from "./clusterWords";
import {
  useAcceptInvite,
  useMarketplace,
  useMembersOf,
  useMyInvites,
  useMySubscriptions,
  useOwnClusters,
  usePrefer,
  useRoutes,
  type ClusterRoute,
  type Invite,
} from "./clusters";
import styles from "./ClustersPage.module.css";
import { MarketPanel } from "./MarketPanel";
import { OwnClusterPanel } from "./OwnClusterPanel";

/** Which clusters serve the tenant, its own with those who share them, and what others offer. */
export function ClustersPage() {
  const mayAdminister = useMay("administer");
  const [isAccepting, setAccepting] = useState(false);
  return (
    <Page
      title="Clusters"
      lead="Where your streams are served: by nodes of your own, by the platform's, or by those that others share."
      actions={
        mayAdminister ? (
          <Button icon="key" onClick={() => setAccepting(true)}>
            Enter an invite
          </Button>
        ) : null
      }
    >
      <Shared isAdministered={mayAdminister} />
      {isAccepting ? <AcceptInviteDialog onClose={() => setAccepting(false)} /> : null}
    </Page>
  );
}

/** All of it at once, so that nothing moves while it arrives. */
function Shared({ isAdministered }: { isAdministered: boolean }) {
  const own = useOwnClusters();
  const routes = useRoutes();
  const market = useMarketplace();
  const subscriptions = useMySubscriptions();
  const invites = useMyInvites(isAdministered);
  const members = useMembersOf(isAdministered ? (own.data?.map((cluster) => cluster.id) ?? []) : []);
  const failure = own.error ?? routes.error ?? market.error ?? subscriptions.error;
  if (failure) {
    return (
      <Notice tone="fail" title="The clusters cannot be shown.">
        {failure.message}
      </Notice>
    );
  }
  const isWhole = own.data && routes.data && market.data && subscriptions.data && members;
  if (!isWhole || (isAdministered && invites.isPending)) return <Loading what="the clusters" rows={5} />;
  const ownIds = own.data.map((cluster) => cluster.id);
  return (
    <>
      {invites.data?.map((invite) => (
        <InviteNotice key={invite.id} invite={invite} />
      ))}
      <Panel title="Your streams go here" isFlush aside={counted(routes.data.length, "cluster")}>
        {routes.data.length > 0 ? (
          <ol>
            {routes.data.map((route) => (
              <RouteRow key={route.cluster.id} route={route} mayPrefer={isAdministered} />
            ))}
          </ol>
        ) : (
          <Empty title="No cluster serves you">Subscribe to one below, or make one of your own.</Empty>
        )}
      </Panel>
      {own.data.map((cluster, at) => (
        <OwnClusterPanel key={cluster.id} cluster={cluster} members={members[at]} isAdministered={isAdministered} />
      ))}
      <MarketPanel
        offered={market.data.filter((listing) => !ownIds.includes(listing.id))}
        subscriptions={subscriptions.data}
        maySubscribe={isAdministered}
      />
    </>
  );
}

function RouteRow({ route, mayPrefer }: { route: ClusterRoute; mayPrefer: boolean }) {
  const say = useSay();
  const prefer = usePrefer();
  const { cluster, role, health, refusal, detail } = route;
  const isPreferred = role === "PREFERRED";
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{cluster.name}</strong>
        <span>{detail ?? [ROLES[role], cluster.region].filter(Boolean).join(" · ")}</span>
      </div>
      <Pill tone={refusal && health !== "OFFLINE" ? "fail" : HEALTH[health].tone}>
        {refusal && health !== "OFFLINE" ? "Does not serve" : HEALTH[health].word}
      </Pill>
      <div className={styles.actions}>
        {mayPrefer ? (
          <Button
            isBusy={prefer.isPending}
            aria-label={isPreferred ? `Prefer ${cluster.name} no more` : `Prefer ${cluster.name}`}
            onClick={() =>
              prefer.mutate(isPreferred ? null : cluster.id, { onError: (failure) => say(failure.message) })
            }
          >
            {isPreferred ? "Prefer no more" : "Prefer"}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function InviteNotice({ invite }: { invite: Invite }) {
  const say = useSay();
  const accept = useAcceptInvite();
  return (
    <Notice
      tone="warn"
      title={`You are invited to the cluster ${invite.cluster.name}.`}
      action={
        <Button
          isBusy={accept.isPending}
          onClick={() =>
            accept.mutate(
              { inviteId: invite.id },
              {
                onSuccess: () => say(`${invite.cluster.name} serves you from now on.`),
                onError: (failure) => say(failure.message),
              },
            )
          }
        >
          Accept
        </Button>
      }
    >
      {invite.note || "Your streams can be served there."}
    </Notice>
  );
}
