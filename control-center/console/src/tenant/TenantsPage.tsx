import { useState } from "react";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { Menu, MenuItem } from "../design/Menu";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { Loading } from "../design/Skeleton";
import { useSay } from "../design/Toasts";
import { counted } from "../words/count";
import { dateTime } from "../words/time";
import { DeparturesPanel } from "./DeparturesPanel";
import { DeleteTenantDialog } from "./DeleteTenantDialog";
import { InviteOwnerDialog, ResetSecondFactorDialog } from "./PeopleDialogs";
import { GrantDialog, SuspendDialog } from "./TenantDialogs";
import { useKeep, useResume, useTenants, type Limits, type Tenant } from "./tenants";
import styles from "./TenantsPage.module.css";

type Asking = { what: "suspend" | "grant" | "delete" | "owner"; tenant: Tenant } | { what: "factor" } | null;

/** All customers of the platform, for its operator: what they are granted, and whether they are suspended. */
export function TenantsPage() {
  const tenants = useTenants();
  const say = useSay();
  const resume = useResume();
  const keep = useKeep();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <Page
      title="Tenants"
      lead="The customers of this control center, and what each of them may have."
      actions={
        <Button icon="lock" onClick={() => setAsking({ what: "factor" })}>
          Reset a second factor
        </Button>
      }
    >
      {tenants.data ? (
        <Panel title="Tenants" isFlush aside={counted(tenants.data.length, "tenant")}>
          <ul>
            {tenants.data.map((tenant) => (
              <li key={tenant.id} className={styles.row}>
                <div>
                  <h3>{tenant.name}</h3>
                  <p>
                    {tenant.notice
                      ? `Deleted on ${dateTime(tenant.notice.leavesAt)}.`
                      : (tenant.suspension?.reason ?? limitsOf(tenant.limits))}
                  </p>
                </div>
                <Pill tone={tenant.suspension || tenant.notice ? "fail" : "idle"}>
                  {tenant.notice ? "Leaving" : tenant.suspension ? "Suspended" : TIERS[tenant.tier]}
                </Pill>
                <div className={styles.actions}>
                  {tenant.notice ? (
                    <Button
                      isBusy={keep.isPending}
                      onClick={() =>
                        keep.mutate(tenant.id, {
                          onSuccess: () => say(`${tenant.name} stays.`),
                          onError: (failure) => say(failure.message),
                        })
                      }
                    >
                      Keep
                    </Button>
                  ) : tenant.suspension ? (
                    <Button
                      icon="start"
                      isBusy={resume.isPending}
                      onClick={() =>
                        resume.mutate(tenant.id, {
                          onSuccess: () => say(`${tenant.name} is served again.`),
                          onError: (failure) => say(failure.message),
                        })
                      }
                    >
                      Resume
                    </Button>
                  ) : null}
                  <Button
                    aria-label={`Invite an owner of ${tenant.name}`}
                    onClick={() => setAsking({ what: "owner", tenant })}
                  >
                    Invite owner
                  </Button>
                  <Menu label={`More actions for ${tenant.name}`} trigger={<Icon name="more" />}>
                    <MenuItem icon="edit" onSelect={() => setAsking({ what: "grant", tenant })}>
                      Limits and tier
                    </MenuItem>
                    {tenant.suspension ? null : (
                      <MenuItem icon="stop" isDangerous onSelect={() => setAsking({ what: "suspend", tenant })}>
                        Suspend
                      </MenuItem>
                    )}
                    {tenant.notice ? null : (
                      <MenuItem icon="trash" isDangerous onSelect={() => setAsking({ what: "delete", tenant })}>
                        Delete
                      </MenuItem>
                    )}
                  </Menu>
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      ) : tenants.error ? (
        <Notice tone="fail" title="The tenants cannot be shown.">
          {tenants.error.message}
        </Notice>
      ) : (
        <Loading what="the tenants" rows={4} />
      )}
      <DeparturesPanel />
      {asking?.what === "delete" ? <DeleteTenantDialog tenant={asking.tenant} onClose={close} /> : null}
      {asking?.what === "owner" ? <InviteOwnerDialog tenant={asking.tenant} onClose={close} /> : null}
      {asking?.what === "factor" ? <ResetSecondFactorDialog onClose={close} /> : null}
      {asking?.what === "suspend" ? <SuspendDialog tenant={asking.tenant} onClose={close} /> : null}
      {asking?.what === "grant" ? <GrantDialog tenant={asking.tenant} onClose={close} /> : null}
    </Page>
  );
}

export const TIERS: Record<Tenant["tier"], string> = {
  SHARED: "Shared",
  PREMIUM: "Premium",
  SELF_HOSTED: "Self-hosted",
  DEDICATED: "Dedicated",
};

function limitsOf(limits: Limits): string {
  const said = Object.entries(limits).filter(([, limit]) => limit !== null);
  return said.length === 0 ? "no limits" : said.map(([what, limit]) => `${limit} ${what}`).join(", ");
}
