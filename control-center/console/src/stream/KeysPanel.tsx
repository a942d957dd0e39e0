import { useState } from "react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Panel } from "../design/Panel";
import { useNow } from "../design/useNow";
import { useMay } from "../session/may";
import { relative } from "../words/time";
import { CreateKeyDialog, RevokeKeyDialog, RotateKeyDialog } from "./KeyDialogs";
import styles from "./Parts.module.css";
import type { Stream, StreamKey } from "./streams";

type Asking = { what: "create" } | { what: "rotate" | "revoke"; key: StreamKey };

/** The secrets by which the stream is published. */
export function KeysPanel({ stream }: { stream: Stream }) {
  const mayMake = useMay("makeStreams");
  const now = useNow(30_000);
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  return (
    <Panel
      title="Stream keys"
      isFlush
      aside={
        mayMake ? (
          <Button icon="add" onClick={() => setAsking({ what: "create" })}>
            Add key
          </Button>
        ) : null
      }
    >
      {stream.keys.length === 0 ? (
        <Empty title="No key">
          <p>Nobody can publish this stream until it has one.</p>
        </Empty>
      ) : (
        <ul>
          {stream.keys.map((key) => (
            <li key={key.id} className={styles.row}>
              <div className={styles.name}>
                <strong>{key.name}</strong>
                <span>
                  <code>{`${key.prefix}…`}</code>
                  {` made ${relative(key.createdAt, now)} by ${key.createdBy}`}
                </span>
              </div>
              {mayMake ? (
                <div className={styles.actions}>
                  <Button onClick={() => setAsking({ what: "rotate", key })} aria-label={`Replace ${key.name}`}>
                    Replace
                  </Button>
                  <Button onClick={() => setAsking({ what: "revoke", key })} aria-label={`Revoke ${key.name}`}>
                    Revoke
                  </Button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {asking?.what === "create" ? <CreateKeyDialog stream={stream} onClose={close} /> : null}
      {asking?.what === "rotate" ? <RotateKeyDialog stream={stream} streamKey={asking.key} onClose={close} /> : null}
      {asking?.what === "revoke" ? <RevokeKeyDialog stream={stream} streamKey={asking.key} onClose={close} /> : null}
    </Panel>
  );
}
