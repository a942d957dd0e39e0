import { useState } from "react";
import { Button } from "../design/Button";
import { FormDialog } from "../design/Dialog";
import { useSay } from "../design/Toasts";
import { counted } from "../words/count";
import { useChangeFlows, type ChangedFlow, type FlowAction, type FlowItem } from "./allFlows";
import styles from "./FlowsPage.module.css";

const DONE: Record<FlowAction, string> = { START: "started", STOP: "stopped", DELETE: "deleted" };

/** What can be done with the chosen flows. Each is a change of its own, and what was refused is said. */
export function BulkBar({ flows, onDone }: { flows: readonly FlowItem[]; onDone: () => void }) {
  const say = useSay();
  const change = useChangeFlows();
  const [refused, setRefused] = useState<readonly ChangedFlow[]>([]);
  const [isDeleting, setDeleting] = useState(false);
  const act = (action: FlowAction) =>
    change.mutate(
      { ids: flows.map(({ id }) => id), action },
      {
        onError: (failure) => say(failure.message),
        onSuccess: (results) => {
          const failed = results.filter((result) => !result.isDone);
          setDeleting(false);
          setRefused(failed);
          say(`${counted(results.length - failed.length, "flow")} ${DONE[action]}.`);
          if (failed.length === 0) onDone();
        },
      },
    );
  const nameOf = (id: string) => flows.find((flow) => flow.id === id)?.name ?? id;
  return (
    <div className={styles.bulk} role="group" aria-label="Selected flows">
      <p role="status">{`${counted(flows.length, "flow")} selected`}</p>
      <Button icon="start" isBusy={change.isPending} onClick={() => act("START")}>
        Start
      </Button>
      <Button icon="stop" isBusy={change.isPending} onClick={() => act("STOP")}>
        Stop
      </Button>
      <Button icon="trash" isBusy={change.isPending} onClick={() => setDeleting(true)}>
        Delete
      </Button>
      {isDeleting ? (
        <FormDialog
          title={`Delete ${counted(flows.length, "flow")}?`}
          action="Delete flows"
          isDangerous
          isBusy={change.isPending}
          onSubmit={() => act("DELETE")}
          onClose={() => setDeleting(false)}
        >
          <p>Those that run stop, and everyone who receives them loses the stream. Their settings are gone for good.</p>
        </FormDialog>
      ) : null}
      {refused.length > 0 ? (
        <FormDialog
          title={`${counted(refused.length, "flow")} could not be changed`}
          action="Understood"
          isBusy={false}
          onSubmit={() => setRefused([])}
          onClose={() => setRefused([])}
        >
          <ul>
            {refused.map(({ id, problem }) => (
              <li key={id}>{`${nameOf(id)}: ${problem ?? "no reason was given"}`}</li>
            ))}
          </ul>
        </FormDialog>
      ) : null}
    </div>
  );
}
