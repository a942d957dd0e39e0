import { useState } from "react";
import { Button } from "../design/Button";
import { Check } from "../design/Check";
import { CopyBlock } from "../design/Copy";
import { Dialog, DialogBody, DialogFooter, FormDialog } from "../design/Dialog";
import { SelectField, TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { cents, priceOf, VISIBILITIES } from "./clusterWords";
import {
  useAcceptInvite,
  useCreateInvite,
  useDecision,
  useOffer,
  useRequest,
  type Listing,
  type OwnCluster,
  type PricingModel,
  type Subscription,
  type Visibility,
} from "./clusters";

const PRICES: Record<PricingModel, string> = {
  FREE_UNMETERED: "Free of charge",
  METERED: "By use",
  MONTHLY: "By the month",
  CUSTOM: "On request",
  TIER_INHERIT: "Part of the tier",
};

/** On which terms others may use a cluster. */
export function OfferDialog({ cluster, onClose }: { cluster: OwnCluster; onClose: () => void }) {
  const say = useSay();
  const offer = useOffer();
  const [terms, setTerms] = useState(cluster.terms);
  const [description, setDescription] = useState(cluster.shortDescription);
  const [euros, setEuros] = useState(
    terms.monthlyPriceCents === null ? "" : (terms.monthlyPriceCents / 100).toFixed(2),
  );
  const price = cents(euros);
  const isPriceWrong = Number.isNaN(price);
  function submit() {
    if (isPriceWrong) return;
    offer.mutate(
      { ...terms, clusterId: cluster.id, shortDescription: description, monthlyPriceCents: price ?? -1 },
      {
        onSuccess: () => {
          say("The terms are changed.");
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`Terms of ${cluster.name}`}
      action="Save"
      isBusy={offer.isPending}
      error={offer.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label="Who may find it"
        value={terms.visibility}
        onChange={(event) => setTerms({ ...terms, visibility: event.target.value as Visibility })}
      >
        {Object.entries(VISIBILITIES).map(([visibility, label]) => (
          <option key={visibility} value={visibility}>
            {label}
          </option>
        ))}
      </SelectField>
      <Check
        label="I decide on each tenant that asks"
        isChecked={terms.requiresApproval}
        onChange={(requiresApproval) => setTerms({ ...terms, requiresApproval })}
      />
      <TextField
        label="Description"
        isOptional
        maxLength={280}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <SelectField
        label="Price"
        value={terms.pricingModel}
        onChange={(event) => setTerms({ ...terms, pricingModel: event.target.value as PricingModel })}
      >
        {Object.entries(PRICES).map(([model, label]) => (
          <option key={model} value={model}>
            {label}
          </option>
        ))}
      </SelectField>
      {terms.pricingModel === "MONTHLY" ? (
        <TextField
          label="Price of a month"
          unit="€"
          inputMode="decimal"
          value={euros}
          error={isPriceWrong ? "Enter a price such as 19.50." : undefined}
          onChange={(event) => setEuros(event.target.value)}
        />
      ) : null}
    </FormDialog>
  );
}

/** Offers a cluster to a tenant, or to whoever is given the secret, which is shown once. */
export function InviteDialog({ cluster, onClose }: { cluster: OwnCluster; onClose: () => void }) {
  const create = useCreateInvite();
  const [tenant, setTenant] = useState("");
  const [note, setNote] = useState("");
  if (create.data) {
    return (
      <Dialog title="Hand over the invite" onClose={onClose}>
        <DialogBody>
          <p>
            Whoever you invite enters this under Clusters. <strong>It is shown only now</strong>, and can be used once.
          </p>
          <CopyBlock caption="Invite" label="Copy invite" text={create.data.secret} />
        </DialogBody>
        <DialogFooter>
          <Button look="solid" onClick={onClose}>
            Done
          </Button>
        </DialogFooter>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={`Invite a tenant to ${cluster.name}`}
      action="Create invite"
      isBusy={create.isPending}
      error={create.error?.message}
      onSubmit={() => create.mutate({ clusterId: cluster.id, inviteeTenantId: tenant.trim() || null, note })}
      onClose={onClose}
    >
      <TextField
        label="Tenant's id"
        isOptional
        isCode
        placeholder="tenant_3f9c1d5ea07be642"
        hint="With it nobody else can accept. It is good for seven days."
        value={tenant}
        onChange={(event) => setTenant(event.target.value)}
      />
      <TextField
        label="Note"
        isOptional
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}

export function AcceptInviteDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const accept = useAcceptInvite();
  const [secret, setSecret] = useState("");
  const [wasTried, setTried] = useState(false);
  function submit() {
    setTried(true);
    if (secret.trim() === "") return;
    accept.mutate(
      { secret: secret.trim() },
      {
        onSuccess: (subscription) => {
          say(`${subscription.cluster.name} serves you from now on.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog title="Enter an invite" action="Accept" isBusy={accept.isPending} onSubmit={submit} onClose={onClose}>
      <TextField
        label="Invite"
        isCode
        autoFocus
        value={secret}
        hint="The text that the owner of the cluster gave you."
        error={wasTried && secret.trim() === "" ? "Enter the invite." : accept.error?.message}
        onChange={(event) => {
          accept.reset();
          setSecret(event.target.value);
        }}
      />
    </FormDialog>
  );
}

/** Begins to use a cluster, or asks its owner. */
export function RequestDialog({ listing, onClose }: { listing: Listing; onClose: () => void }) {
  const say = useSay();
  const request = useRequest();
  const [message, setMessage] = useState("");
  const { requiresApproval } = listing.terms;
  return (
    <FormDialog
      title={requiresApproval ? `Ask for ${listing.name}?` : `Subscribe to ${listing.name}?`}
      action={requiresApproval ? "Ask" : "Subscribe"}
      isBusy={request.isPending}
      error={request.error?.message}
      onSubmit={() =>
        request.mutate(
          { clusterId: listing.id, message },
          {
            onSuccess: () => {
              say(requiresApproval ? `${listing.ownerName} will decide.` : `${listing.name} serves you from now on.`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>
        {`It is run by ${listing.ownerName}, and is ${priceOf(listing.terms)}. Its nodes are given what they need to serve your streams, push targets included.`}
      </p>
      {requiresApproval ? (
        <TextField
          label="Message to the owner"
          isOptional
          maxLength={500}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
      ) : null}
    </FormDialog>
  );
}

/** Says no to who asks, or takes access back. */
export function DecisionDialog({
  what,
  subscription,
  onClose,
}: {
  what: "reject" | "suspend";
  subscription: Subscription;
  onClose: () => void;
}) {
  const say = useSay();
  const decide = useDecision();
  const [reason, setReason] = useState("");
  const { id, tenantName } = subscription;
  return (
    <FormDialog
      title={what === "reject" ? `Reject ${tenantName}?` : `Suspend access of ${tenantName}?`}
      action={what === "reject" ? "Reject" : "Suspend"}
      isDangerous
      isBusy={decide.isPending}
      error={decide.error?.message}
      onSubmit={() =>
        decide.mutate(
          { what, id, reason },
          {
            onSuccess: () => {
              say(
                what === "reject" ? `${tenantName} is rejected.` : `Streams of ${tenantName} are served here no more.`,
              );
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      {what === "suspend" ? <p>The nodes of the cluster refuse its streams within a second.</p> : null}
      <TextField
        label="Reason"
        isOptional
        autoFocus
        maxLength={500}
        hint="The tenant reads it."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
