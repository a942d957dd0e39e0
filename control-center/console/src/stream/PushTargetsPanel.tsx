import { useState } from "react";
import { Button } from "../design/Button";
import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { useSay } from "../design/Toasts";
import { useMay } from "../session/may";
import { useUpdateTarget } from "./parts";
import styles from "./Parts.module.css";
import { DeleteTargetDialog, TargetDialog } from "./TargetDialogs";
import type { PushTarget, Stream } from "./streams";

type Asking = { what: "create" } | { what: "edit" | "delete"; target: PushTarget };

/** Where the stream is pushed on to while it is live. */
export function PushTargetsPanel({ stream }: { stream: Stream }) {
  const say = useSay();
  const mayMake = useMay("makeStreams");
  const update = useUpdateTarget(stream.id);
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  return (
    <Panel
      title="Push targets"
      isFlush={stream.pushTargets.length > 0}
      aside={
        mayMake ? (
          <Button icon="add" onClick={() => setAsking({ what: "create" })}>
            Add target
          </Button>
        ) : null
      }
    >
      {stream.pushTargets.length === 0 ? (
        <p>Nowhere. A push target sends the stream on to another platform whenever it is live.</p>
      ) : (
        <ul>
          {stream.pushTargets.map((target) => (
            <li key={target.id} className={styles.row}>
              <div className={styles.name}>
                <strong>{target.name}</strong>
                <span>
                  <code>{target.address}</code>
                </span>
                {target.isEnabled ? null : <Pill tone="idle">Switched off</Pill>}
              </div>
              {mayMake ? (
                <div className={styles.actions}>
                  <Button
                    aria-label={`Switch ${target.isEnabled ? "off" : "on"} ${target.name}`}
                    onClick={() =>
                      update.mutate(
                        { id: target.id, isEnabled: !target.isEnabled },
                        { onError: (failure) => say(failure.message) },
                      )
                    }
                  >
                    {target.isEnabled ? "Switch off" : "Switch on"}
                  </Button>
                  <Button onClick={() => setAsking({ what: "edit", target })} aria-label={`Edit ${target.name}`}>
                    Edit
                  </Button>
                  <Button onClick={() => setAsking({ what: "delete", target })} aria-label={`Delete ${target.name}`}>
                    Delete
                  </Button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {asking?.what === "create" ? <TargetDialog stream={stream} target={null} onClose={close} /> : null}
      {asking?.what === "edit" ? <TargetDialog stream={stream} target={asking.target} onClose={close} /> : null}
      {asking?.what === "delete" ? <DeleteTargetDialog stream={stream} target={asking.target} onClose={close} /> : null}
    </Panel>
  );
}
