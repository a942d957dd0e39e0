import { useState } from "react";
import type { Cluster } from "../api/model";
import { Check } from "../design/Check";
import { FormDialog } from "../design/Dialog";
import { SelectField, TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useSetTarget, type Channel, type Release, type Rules, type Target } from "./releases";
import { aim } from "./releaseWords";

const USUAL: Rules = { batchSize: 1, drainFirst: false, drainSeconds: 300, stopAfter: 1, deadlineSeconds: 600 };
const CHANNEL = /^channel:/;

/** Asks what a cluster's nodes shall run, and how they are brought there. */
export function TargetDialog({
  cluster,
  target,
  releases,
  onClose,
}: {
  cluster: Pick<Cluster, "id" | "name">;
  target: Target | undefined;
  releases: Release[];
  onClose: () => void;
}) {
  const say = useSay();
  const set = useSetTarget();
  const [choice, setChoice] = useState(target?.version ?? `channel:${target?.channel ?? "STABLE"}`);
  const [rules, setRules] = useState<Rules>(target ?? USUAL);
  const versions = [...new Set(releases.filter((one) => !one.withdrawnAt).map((one) => one.version))];
  const numbers = (key: "batchSize" | "drainSeconds" | "stopAfter" | "deadlineSeconds") => ({
    value: String(rules[key]),
    inputMode: "numeric" as const,
    onChange: (event: { target: { value: string } }) =>
      setRules({ ...rules, [key]: Number(event.target.value.replace(/\D/g, "")) }),
  });
  function submit() {
    const isChannel = CHANNEL.test(choice);
    set.mutate(
      {
        clusterId: cluster.id,
        channel: isChannel ? (choice.replace(CHANNEL, "") as Channel) : null,
        version: isChannel ? null : choice,
        batchSize: rules.batchSize,
        drainFirst: rules.drainFirst,
        drainSeconds: rules.drainSeconds,
        stopAfter: rules.stopAfter,
        deadlineSeconds: rules.deadlineSeconds,
      },
      {
        onSuccess: (saved) => {
          say(`${cluster.name} goes to ${aim(saved)}.`);
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`What ${cluster.name} runs`}
      action="Set target"
      isBusy={set.isPending}
      error={set.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField label="Version" value={choice} onChange={(event) => setChoice(event.target.value)}>
        <option value="channel:STABLE">Newest stable</option>
        <option value="channel:RC">Newest release candidate</option>
        {versions.map((version) => (
          <option key={version} value={version}>
            {version}
          </option>
        ))}
      </SelectField>
      <TextField label="Nodes at once" {...numbers("batchSize")} />
      <TextField
        label="Stop after"
        unit="failures"
        hint="No further node begins then, until somebody says so."
        {...numbers("stopAfter")}
      />
      <TextField
        label="Time for a node"
        unit="s"
        hint="From its order until it is connected and healthy. Later, the version before is put back."
        {...numbers("deadlineSeconds")}
      />
      <Check
        label="Drain each node first"
        remark="An upgrade costs no packet; draining is for those who want no viewer on a node meanwhile."
        isChecked={rules.drainFirst}
        onChange={(drainFirst) => setRules({ ...rules, drainFirst })}
      />
      {rules.drainFirst ? <TextField label="Wait for it to be empty" unit="s" {...numbers("drainSeconds")} /> : null}
    </FormDialog>
  );
}
