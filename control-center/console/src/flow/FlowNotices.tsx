import { Notice } from "../design/Notice";
import { useNow } from "../design/useNow";
import { relative } from "../words/time";
import type { Flow } from "./flows";

/** What stands between what was wished and what is. */
export function FlowNotices({ flow }: { flow: Flow }) {
  const now = useNow(10_000);
  const said = flow.status ? ` This is what it said ${relative(flow.status.reportedAt, now)}.` : "";
  return (
    <>
      {flow.node.state === "OFFLINE" ? (
        <Notice tone="warn" title={`${flow.node.name} is offline.`}>{`The flow runs on there.${said} ${
          flow.placement
            ? `It moves to another node of ${flow.placement.cluster.name} after ${flow.placement.moveAfterSeconds} s.`
            : "Changes reach it when it is back."
        }`}</Notice>
      ) : null}
      {flow.node.state === "REVOKED" ? (
        <Notice tone="idle" title={`${flow.node.name} is revoked.`}>
          No change reaches it any more.
        </Notice>
      ) : null}
      {flow.drift.length > 0 ? (
        <Notice tone="warn" title="It is not as it was wished.">
          {flow.drift.join(" ")}
        </Notice>
      ) : null}
      {flow.notApplied ? (
        <Notice tone="fail" title="The node could not apply the last change.">
          {flow.notApplied}
        </Notice>
      ) : null}
      {flow.origin === "NODE" ? (
        <Notice tone="idle" title={`Made on ${flow.node.name} itself.`}>
          It is shown here, and changed through the node's own interface.
        </Notice>
      ) : null}
    </>
  );
}
