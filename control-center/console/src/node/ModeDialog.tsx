import { useState } from "react";
import type { NodeMode } from "../api/model";
import { FormDialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useRetireNode, useSetNodeMode, type Node } from "./node";

export type LifeChange = NodeMode | "RETIRED";

const WORDS: Record<LifeChange, { title: (name: string) => string; action: string; meaning: string; done: string }> = {
  NORMAL: {
    title: (name) => `Put ${name} back into service?`,
    action: "Put into service",
    meaning: "It takes flows, viewers and publishers again.",
    done: "is back in service",
  },
  DRAINING: {
    title: (name) => `Drain ${name}?`,
    action: "Drain node",
    meaning:
      "It serves whom it has and gets nobody new. Flows that may run on any node of its cluster move away; those that are bound to it stay.",
    done: "is draining",
  },
  MAINTENANCE: {
    title: (name) => `Take ${name} into maintenance?`,
    action: "Take into maintenance",
    meaning:
      "For viewers and publishers it is as if it were not there. Flows that may run elsewhere move; those that are bound to it run on.",
    done: "is in maintenance",
  },
  RETIRED: {
    title: (name) => `Retire ${name}?`,
    action: "Retire node",
    meaning:
      "Its certificate opens nothing any more, and it is out of service for good. Its machine comes back only by enrolling again. A node that has flows is not retired.",
    done: "is retired",
  },
};

/** Asks why a node changes its place in life, and changes it. */
export function ModeDialog({ node, to, onClose }: { node: Node; to: LifeChange; onClose: () => void }) {
  const say = useSay();
  const mode = useSetNodeMode();
  const retire = useRetireNode();
  const [reason, setReason] = useState("");
  const words = WORDS[to];
  const after = {
    onSuccess: () => {
      say(`${node.name} ${words.done}.`);
      onClose();
    },
  };
  return (
    <FormDialog
      title={words.title(node.name)}
      action={words.action}
      isDangerous={to === "RETIRED"}
      isBusy={mode.isPending || retire.isPending}
      error={(mode.error ?? retire.error)?.message}
      onSubmit={() =>
        to === "RETIRED"
          ? retire.mutate({ id: node.id, reason }, after)
          : mode.mutate({ nodeId: node.id, mode: to, reason }, after)
      }
      onClose={onClose}
    >
      <p>{words.meaning}</p>
      <TextField
        label="Reason"
        isOptional
        value={reason}
        maxLength={500}
        placeholder="New disks"
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
