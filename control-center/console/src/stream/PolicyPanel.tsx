import { useState } from "react";
import { Button } from "../design/Button";
import { Facts } from "../design/Facts";
import { Panel } from "../design/Panel";
import { useMay } from "../session/may";
import { PolicyDialog } from "./PolicyDialog";
import { useSigningKeys } from "./signingKeys";
import type { Stream } from "./streams";
import { demandsOf, POLICIES } from "./streamWords";

/** Who may watch. */
export function PolicyPanel({ stream }: { stream: Stream }) {
  const mayMake = useMay("makeStreams");
  const keys = useSigningKeys();
  const [isAsking, setAsking] = useState(false);
  const { word, meaning } = POLICIES[stream.policy.kind];
  const nameOf = (id: string) => keys.data?.find((key) => key.id === id)?.name ?? "a key that was revoked";
  return (
    <Panel
      title="Who may watch"
      aside={
        mayMake ? (
          <Button icon="edit" onClick={() => setAsking(true)} aria-label="Change who may watch">
            Change
          </Button>
        ) : null
      }
    >
      <Facts
        of={[
          ["Policy", `${word}. ${meaning}`],
          ...demandsOf(stream.policy, nameOf),
          ["At most", stream.mostViewers === null ? null : `${stream.mostViewers} viewers at once`],
        ]}
      />
      {isAsking ? <PolicyDialog stream={stream} onClose={() => setAsking(false)} /> : null}
    </Panel>
  );
}
