import { useState } from "react";
import type { Cluster } from "../api/model";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { Loading } from "../design/Skeleton";
import { useClusters } from "../fleet/nodes";
import { useMay } from "../session/may";
import { useMe } from "../session/session";
import { inWords } from "../words/bitrate";
import { bytes } from "../words/bytes";
import { dateTime } from "../words/time";
import { PublishDialog, WithdrawDialog } from "./ReleaseDialogs";
import { useReleases, useRollouts, type Release } from "./releases";
import styles from "./ReleasesPage.module.css";
import { CHANNELS } from "./releaseWords";
import { RolloutPanel } from "./RolloutPanel";
import { TargetDialog } from "./TargetDialog";

type Asking =
  { what: "publish" } | { what: "withdraw"; release: Release } | { what: "target"; cluster: Cluster } | null;

/** Versions of the edge agent: those there are, what each cluster shall run, and how far its nodes are. */
export function ReleasesPage() {
  const releases = useReleases();
  const rollouts = useRollouts();
  const clusters = useClusters();
  const { data: me } = useMe();
  const isOperator = me?.role === "OPERATOR";
  const mayChange = useMay("administer");
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const rolloutOf = (id: string) => rollouts.data?.find((one) => one.target.clusterId === id);
  const publish = isOperator ? (
    <Button look="solid" icon="add" onClick={() => setAsking({ what: "publish" })}>
      Publish a release
    </Button>
  ) : null;
  const error = releases.error ?? rollouts.error ?? clusters.error;
  const isThere = releases.data && rollouts.data && clusters.data;
  return (
    <Page
      title="Releases"
      lead="Versions of the edge agent. An upgrade costs no packet, and one that fails is put back by the node itself."
      actions={publish}
    >
      {error && !isThere ? (
        <Notice tone="fail" title="The releases cannot be shown.">
          {error.message}
        </Notice>
      ) : null}
      {isThere ? (
        <div className={styles.panels}>
          {clusters.data.map((cluster) => (
            <RolloutPanel
              key={cluster.id}
              cluster={cluster}
              rollout={rolloutOf(cluster.id)}
              mayChange={mayChange}
              onChange={() => setAsking({ what: "target", cluster })}
            />
          ))}
          <Panel title="Catalogue" isFlush>
            {releases.data.length === 0 ? (
              <Empty title="No releases yet">
                <p>The platform's operator publishes versions of the agent here.</p>
              </Empty>
            ) : (
              <ul>
                {releases.data.map((release) => (
                  <ReleaseRow
                    key={release.id}
                    release={release}
                    onWithdraw={isOperator ? () => setAsking({ what: "withdraw", release }) : null}
                  />
                ))}
              </ul>
            )}
          </Panel>
        </div>
      ) : error ? null : (
        <Loading what="the releases" rows={4} />
      )}
      {asking?.what === "publish" ? <PublishDialog onClose={close} /> : null}
      {asking?.what === "withdraw" ? <WithdrawDialog release={asking.release} onClose={close} /> : null}
      {asking?.what === "target" ? (
        <TargetDialog
          cluster={asking.cluster}
          target={rolloutOf(asking.cluster.id)?.target}
          releases={releases.data ?? []}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

function ReleaseRow({ release, onWithdraw }: { release: Release; onWithdraw: (() => void) | null }) {
  return (
    <li className={styles.row}>
      <div>
        <h3>{release.version}</h3>
        <p>{release.notes || release.platform}</p>
      </div>
      <p>{`${release.platform}, ${inWords(bytes(release.sizeBytes))}, ${dateTime(release.publishedAt)}`}</p>
      <div className={styles.actions}>
        {release.withdrawnAt ? (
          <Pill tone="fail">withdrawn</Pill>
        ) : (
          <Pill tone={release.channel === "STABLE" ? "live" : "warn"}>{CHANNELS[release.channel]}</Pill>
        )}
        {onWithdraw && !release.withdrawnAt ? (
          <Button icon="close" onClick={onWithdraw}>
            Withdraw
          </Button>
        ) : null}
      </div>
    </li>
  );
}
