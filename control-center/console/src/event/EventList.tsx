import type { Severity } from "../api/model";
import type { Tone } from "../design/tone";
import { useNow } from "../design/useNow";
import { withNames } from "../words/names";
import { dateTime, relative } from "../words/time";
import styles from "./EventList.module.css";
import { sentence, useEvents } from "./events";

const TONES: Record<Severity, { tone: Tone; word: string }> = {
  INFO: { tone: "idle", word: "Information" },
  WARNING: { tone: "warn", word: "Warning" },
  ERROR: { tone: "fail", word: "Error" },
};

type EventListProps = { nodeId?: string; flowId?: string; streamId?: string; names?: ReadonlyMap<string, string> };
const NO_NAMES = new Map<string, string>();

/** What happened, the newest first. Keeps the height of its frame while it loads. */
export function EventList({ nodeId, flowId, streamId, names = NO_NAMES }: EventListProps) {
  const events = useEvents({ nodeId: nodeId ?? null, flowId: flowId ?? null, streamId: streamId ?? null });
  const now = useNow(10_000);
  if (!events.data) return <p className={styles.quiet}>{events.error ? events.error.message : "Loading events…"}</p>;
  if (events.data.length === 0)
    return (
      <p className={styles.quiet}>Nothing has happened yet. Starts, stops, lost sources and errors appear here.</p>
    );
  return (
    <ol className={styles.events}>
      {events.data.map((event) => (
        <li key={event.id}>
          <span
            className={styles.dot}
            data-tone={TONES[event.severity].tone}
            role="img"
            aria-label={TONES[event.severity].word}
          />
          <p>{withNames(sentence(event), names)}</p>
          <time dateTime={event.occurredAt} title={dateTime(event.occurredAt)}>
            {relative(event.occurredAt, now)}
          </time>
        </li>
      ))}
    </ol>
  );
}
