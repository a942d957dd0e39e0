import { Notice } from "../design/Notice";
import { useNow } from "../design/useNow";
import { counted } from "../words/count";
import { date, relative } from "../words/time";
import { isConnected, type Node } from "./node";

const SOON_MS = 14 * 24 * 3_600_000;

/** What an operator should know before anything else. */
export function NodeNotices({ node }: { node: Node }) {
  const now = useNow(10_000);
  const problems = isConnected(node) ? (node.health?.problems ?? []) : [];
  const expires = Date.parse(node.certificateExpiresAt) - now;
  return (
    <>
      {node.state === "OFFLINE" ? (
        <Notice
          tone="fail"
          title={
            node.lastSeenAt ? `Not connected. Last seen ${relative(node.lastSeenAt, now)}.` : "It has never connected."
          }
        >
          Its flows run on, as far as its machine does. What you see here is what it said last. Check its power and
          network, then run <code>flotilla-edge doctor</code> on it.
        </Notice>
      ) : null}
      {node.lifecycle === "DRAINING" || node.lifecycle === "MAINTENANCE" ? (
        <Notice
          tone="warn"
          title={`${node.lifecycle === "DRAINING" ? "Draining" : "In maintenance"}${node.modeReason ? `: ${node.modeReason}` : ""}.`}
        >
          {`Set by ${node.modeSetBy ?? "somebody"}${node.modeSetAt ? `, ${relative(node.modeSetAt, now)}` : ""}. It takes no new flows${
            node.lifecycle === "DRAINING" ? " and nobody new." : ", and its region does as if it were not there."
          }`}
        </Notice>
      ) : null}
      {node.lifecycle === "RETIRED" ? (
        <Notice tone="idle" title={`This node is retired${node.modeReason ? `: ${node.modeReason}` : ""}.`}>
          Its machine can be enrolled again with a new bootstrap token.
        </Notice>
      ) : null}
      {node.machines[0] && !node.machines[0].isOfEnrolment ? (
        <Notice tone="warn" title="It runs on another machine than the one that enrolled.">
          {`${node.machines[0].hostname} (${node.machines[0].fingerprint}…) came with its certificate: was its disk copied?`}
        </Notice>
      ) : null}
      {node.state === "REVOKED" && node.lifecycle !== "RETIRED" ? (
        <Notice tone="idle" title="This node is revoked.">
          Its certificate no longer opens anything. It can join again with a new bootstrap token.
        </Notice>
      ) : null}
      {problems.length > 0 ? (
        <Notice
          tone="warn"
          title={
            problems.length === 1
              ? "The node reports a problem."
              : `The node reports ${counted(problems.length, "problem")}.`
          }
        >
          {problems.length === 1 ? (
            problems[0]
          ) : (
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
        </Notice>
      ) : null}
      {node.state !== "REVOKED" && expires < SOON_MS ? (
        <Notice
          tone={expires < 0 ? "fail" : "warn"}
          title={
            expires < 0
              ? "Its certificate has expired."
              : `Its certificate expires on ${date(node.certificateExpiresAt)}.`
          }
        >
          {expires < 0
            ? "Enrol the machine again with a new bootstrap token; it keeps its name and flows."
            : "A connected node renews it by itself. Bring it back online before that day, or enrol it again."}
        </Notice>
      ) : null}
    </>
  );
}
