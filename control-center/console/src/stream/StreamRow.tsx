import { LinkRow } from "../design/LinkRow";
import { Pill } from "../design/Pill";
import { count, listed } from "../words/count";
import styles from "./StreamRow.module.css";
import type { StreamItem } from "./streams";
import { POLICIES, stateOf, viewersOf } from "./streamWords";

export function StreamRow({ stream }: { stream: StreamItem }) {
  const { word, tone } = stateOf(stream);
  const isLive = tone === "live";
  const sources = stream.presences.filter((presence) => presence.isSource).map((presence) => presence.node.name);
  return (
    <LinkRow
      to={`/streams/${stream.id}`}
      title={stream.title}
      remark={<span className={styles.code}>{stream.playbackId}</span>}
      look={styles}
    >
      <div className={styles.state}>
        <Pill tone={tone} isBeating={isLive}>
          {word}
        </Pill>
        <span>{isLive ? listed(sources) : ""}</span>
      </div>
      <div className={styles.fact}>
        <span className={styles.label}>Who may watch</span>
        {POLICIES[stream.policy.kind].word}
      </div>
      <div className={styles.fact}>
        <span className={styles.label}>Recording</span>
        {stream.recording ? "Recorded" : "Not recorded"}
      </div>
      <div className={styles.viewers}>
        <span className={styles.label}>Viewers</span>
        {isLive ? count(viewersOf(stream.presences)) : "–"}
      </div>
    </LinkRow>
  );
}
