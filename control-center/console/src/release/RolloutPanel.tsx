import { Link } from "react-router";
import type { Cluster } from "../api/model";
import { Button } from "../design/Button";
import { Notice } from "../design/Notice";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { useNow } from "../design/useNow";
import { useSay } from "../design/Toasts";
import { counted } from "../words/count";
import { relative } from "../words/time";
import { usePause, useResume, useRollBack, type NodeUpdate, type Rollout, type Target } from "./releases";
import styles from "./ReleasesPage.module.css";
import { aim, progressWords, STAGES, STATES } from "./releaseWords";

/** What a cluster runs, how far its nodes are, and what can be done about it. */
export function RolloutPanel({
  cluster,
  rollout,
  mayChange,
  onChange,
}: {
  cluster: Pick<Cluster, "id" | "name">;
  rollout: Rollout | undefined;
  mayChange: boolean;
  onChange: () => void;
}) {
  return (
    <Panel
      title={cluster.name}
      isFlush
      aside={
        mayChange ? (
          <Button icon="edit" onClick={onChange}>
            {rollout ? "Change target" : "Set target"}
          </Button>
        ) : null
      }
    >
      {rollout ? (
        <>
          <Progress cluster={cluster} target={rollout.target} mayChange={mayChange} />
          <Updates updates={rollout.updates} />
        </>
      ) : (
        <p className={styles.nothing}>Its nodes stay at the version that they have.</p>
      )}
    </Panel>
  );
}

function Progress({
  cluster,
  target,
  mayChange,
}: {
  cluster: Pick<Cluster, "id" | "name">;
  target: Target;
  mayChange: boolean;
}) {
  const say = useSay();
  const pause = usePause();
  const resume = useResume();
  const back = useRollBack();
  const stage = STAGES[target.progress.stage];
  const error = pause.error ?? resume.error ?? back.error;
  const goesOn = target.progress.stage === "RUNNING";
  return (
    <>
      <div className={styles.rollout}>
        <div>
          <h3>
            {aim(target)} <Pill tone={stage.tone}>{stage.word}</Pill>
          </h3>
          <p>{`${progressWords(target.progress)}. ${manner(target)}`}</p>
        </div>
        {mayChange ? (
          <div className={styles.actions}>
            {goesOn ? (
              <Button icon="stop" isBusy={pause.isPending} onClick={() => pause.mutate(cluster.id)}>
                Pause
              </Button>
            ) : target.progress.stage === "DONE" ? null : (
              <Button icon="start" isBusy={resume.isPending} onClick={() => resume.mutate(cluster.id)}>
                Go on
              </Button>
            )}
            <Button
              icon="back"
              isBusy={back.isPending}
              onClick={() =>
                back.mutate(cluster.id, { onSuccess: (now) => say(`${cluster.name} goes back to ${aim(now)}.`) })
              }
            >
              Roll back
            </Button>
          </div>
        ) : null}
      </div>
      {error ? <Notice tone="fail">{error.message}</Notice> : null}
    </>
  );
}

function Updates({ updates }: { updates: NodeUpdate[] }) {
  const now = useNow(1_000);
  return (
    <ul>
      {updates.map((update) => (
        <li key={update.nodeId} className={styles.row}>
          <div>
            <h3>
              <Link to={`/fleet/nodes/${update.nodeId}`}>{update.nodeName}</Link>
            </h3>
            <p>
              {update.versionBefore && update.versionBefore !== update.version
                ? `${update.versionBefore} → ${update.version}`
                : update.version}
            </p>
          </div>
          <p>{update.reason ?? relative(update.since, now)}</p>
          <Pill tone={STATES[update.state].tone}>{STATES[update.state].word}</Pill>
        </li>
      ))}
    </ul>
  );
}

/** "2 nodes at once, drained first; stops after 1 failure." */
function manner(target: Target): string {
  const drained = target.drainFirst ? ", drained first" : "";
  return `${counted(target.batchSize, "node")} at once${drained}; stops after ${counted(target.stopAfter, "failure")}.`;
}
