import { useState } from "react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { TextField } from "../design/Field";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Pill } from "../design/Pill";
import { Loading } from "../design/Skeleton";
import type { Tone } from "../design/tone";
import { useNow } from "../design/useNow";
import { dateTime, relative } from "../words/time";
import styles from "./Account.module.css";
import { changes, useAuditLog, type AuditEntry, type AuditFilter } from "./audit";

const NOTHING: AuditFilter = { actor: "", operation: "", target: "", from: "" };
const OUTCOMES: Record<AuditEntry["outcome"], { word: string; tone: Tone }> = {
  DONE: { word: "Done", tone: "live" },
  REFUSED: { word: "Refused", tone: "warn" },
  FAILED: { word: "Failed", tone: "fail" },
};

/** Who did what. */
export function AuditPage() {
  const [filter, setFilter] = useState(NOTHING);
  const log = useAuditLog(filter);
  const entries = log.data?.pages.flatMap((page) => page.edges.map((edge) => edge.node));
  const set = (field: keyof AuditFilter) => (event: { target: { value: string } }) =>
    setFilter({ ...filter, [field]: event.target.value });
  return (
    <Page title="Audit log" lead="Who changed what, when and from where. Nobody can change it.">
      <form className={styles.filter} role="search" onSubmit={(event) => event.preventDefault()}>
        <TextField label="Who" value={filter.actor} placeholder="anna@example.org" onChange={set("actor")} />
        <TextField label="Operation" value={filter.operation} placeholder="updateStream" onChange={set("operation")} />
        <TextField label="Target" value={filter.target} placeholder="an id" onChange={set("target")} />
        <TextField label="Since" type="datetime-local" value={filter.from} onChange={set("from")} />
      </form>
      {entries ? (
        <div className={styles.list}>
          {entries.length === 0 ? (
            <Empty title="Nothing found" action={<Button onClick={() => setFilter(NOTHING)}>Show everything</Button>}>
              <p>No entry fits. Names and ids must be whole.</p>
            </Empty>
          ) : (
            <ol>
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </ol>
          )}
        </div>
      ) : log.error ? (
        <Notice
          tone="fail"
          title="The audit log cannot be shown."
          action={<Button onClick={() => void log.refetch()}>Try again</Button>}
        >
          {log.error.message}
        </Notice>
      ) : (
        <Loading what="the audit log" rows={6} />
      )}
      {log.hasNextPage ? (
        <Button isBusy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Show older entries
        </Button>
      ) : null}
    </Page>
  );
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const now = useNow(30_000);
  const { word, tone } = OUTCOMES[entry.outcome];
  const lines = changes(entry);
  const facts = [entry.actorName, entry.address, entry.targetId].filter(Boolean);
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{entry.operation}</strong>
        <span>{facts.join(" · ")}</span>
        {entry.detail ? <span>{entry.detail}</span> : null}
      </div>
      <Pill tone={tone}>{word}</Pill>
      <time dateTime={entry.at} title={dateTime(entry.at)}>
        {relative(entry.at, now)}
      </time>
      {lines.length > 0 ? <pre className={styles.change}>{lines.join("\n")}</pre> : null}
    </li>
  );
}
