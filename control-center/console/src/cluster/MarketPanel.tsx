import { useState } from "react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { useSay } from "../design/Toasts";
import { counted } from "../words/count";
import { RequestDialog } from "./ClusterDialogs";
import { HEALTH, priceOf } from "./clusterWords";
import { useUnsubscribe, type Listing, type Subscription } from "./clusters";
import styles from "./ClustersPage.module.css";

/** What others offer, and how one stands with each. */
export function MarketPanel({
  offered,
  subscriptions,
  maySubscribe,
}: {
  offered: readonly Listing[];
  subscriptions: readonly Subscription[];
  maySubscribe: boolean;
}) {
  const [asking, setAsking] = useState<Listing | null>(null);
  return (
    <Panel title="Marketplace" isFlush aside={counted(offered.length, "cluster")}>
      {offered.length > 0 ? (
        <ul>
          {offered.map((listing) => (
            <ListingRow
              key={listing.id}
              listing={listing}
              subscription={subscriptions.find((one) => one.cluster.id === listing.id)}
              maySubscribe={maySubscribe}
              onAsk={() => setAsking(listing)}
            />
          ))}
        </ul>
      ) : (
        <Empty title="Nothing is offered">Clusters that others make public appear here.</Empty>
      )}
      {asking ? <RequestDialog listing={asking} onClose={() => setAsking(null)} /> : null}
    </Panel>
  );
}

function ListingRow({
  listing,
  subscription,
  maySubscribe,
  onAsk,
}: {
  listing: Listing;
  subscription: Subscription | undefined;
  maySubscribe: boolean;
  onAsk: () => void;
}) {
  const say = useSay();
  const leave = useUnsubscribe();
  const { name, region, ownerName, shortDescription, health, terms, isDefault } = listing;
  const status = subscription?.status;
  const isHeld = status === "ACTIVE" || status === "PENDING_APPROVAL";
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{name}</strong>
        <span>{[`by ${ownerName}`, region, priceOf(terms)].filter(Boolean).join(" · ")}</span>
        {shortDescription ? <span>{shortDescription}</span> : null}
        {status === "SUSPENDED" || status === "REJECTED" ? (
          <span>{`${status === "SUSPENDED" ? "Suspended" : "Rejected"} by the owner. ${subscription?.reason ?? ""}`}</span>
        ) : null}
      </div>
      <Pill tone={HEALTH[health].tone}>{HEALTH[health].word}</Pill>
      <div className={styles.actions}>
        {!maySubscribe || status === "SUSPENDED" || isDefault ? null : isHeld ? (
          <Button
            isBusy={leave.isPending}
            aria-label={status === "ACTIVE" ? `Leave ${name}` : `Withdraw the request for ${name}`}
            onClick={() => leave.mutate(listing.id, { onError: (failure) => say(failure.message) })}
          >
            {status === "ACTIVE" ? "Leave" : "Withdraw"}
          </Button>
        ) : (
          <Button
            look="solid"
            aria-label={terms.requiresApproval ? `Ask for ${name}` : `Subscribe to ${name}`}
            onClick={onAsk}
          >
            {terms.requiresApproval ? "Ask" : "Subscribe"}
          </Button>
        )}
      </div>
    </li>
  );
}
