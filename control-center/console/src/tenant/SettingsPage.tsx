import { Button } from "../design/Button";
import { Facts } from "../design/Facts";
import { Meter } from "../design/Meter";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Loading } from "../design/Skeleton";
import { useMay } from "../session/may";
import { DangerZone } from "./DangerZone";
import { LookPanel } from "./LookPanel";
import { NamePanel } from "./NamePanel";
import { useSettings, type Use } from "./settings";
import { TIERS } from "./TenantsPage";

/** What a tenant is called, how it looks, what it may have, and its end. */
export function SettingsPage() {
  const settings = useSettings();
  const mayAdminister = useMay("administer");
  if (!settings.data)
    return (
      <Page title="Settings">
        {settings.error ? (
          <Notice
            tone="fail"
            title="The settings cannot be shown."
            action={<Button onClick={() => void settings.refetch()}>Try again</Button>}
          >
            {settings.error.message}
          </Notice>
        ) : (
          <Loading what="the settings" rows={4} />
        )}
      </Page>
    );
  const { tenant } = settings.data.me;
  return (
    <Page title="Settings" lead="What your organisation is called here, how it looks, and what it may have.">
      {mayAdminister ? (
        <>
          <NamePanel key={`${tenant.name} ${tenant.subdomain}`} tenant={tenant} />
          <LookPanel key={JSON.stringify(tenant.branding)} look={tenant.branding} />
        </>
      ) : null}
      <Panel title="Limits" aside={`${TIERS[tenant.tier]} tier`}>
        <Facts
          of={settings.data.tenantUse.map((use) => [WORDS[use.allowance], <Amount key={use.allowance} of={use} />])}
        />
      </Panel>
      <DangerZone tenant={tenant} />
    </Page>
  );
}

const WORDS: Record<Use["allowance"], string> = {
  STREAMS: "Streams",
  NODES: "Nodes",
  CLUSTERS: "Clusters of your own",
  FLOWS: "Flows",
};

function Amount({ of: { allowance, present, limit } }: { of: Use }) {
  if (limit == null) return <>{`${present}, no limit`}</>;
  return (
    <>
      {`${present} of ${limit}`}
      <Meter share={limit === 0 ? 1 : present / limit} label={`${WORDS[allowance]}: used`} />
    </>
  );
}
