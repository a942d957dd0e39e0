import { Panel } from "../design/Panel";
import { Pill } from "../design/Pill";
import { counted } from "../words/count";
import { dateTime } from "../words/time";
import { useDepartures, type Departure } from "./tenants";
import styles from "./TenantsPage.module.css";

/** Tenants that are being deleted, and those that were. */
export function DeparturesPanel() {
  const departures = useDepartures().data ?? [];
  if (departures.length === 0) return null;
  return (
    <Panel title="Deletions" isFlush>
      <ul>
        {departures.map((departure) => (
          <li key={departure.tenantId} className={styles.row}>
            <div>
              <h3>{departure.name ?? departure.tenantId}</h3>
              <p>{stateOf(departure)}</p>
            </div>
            <Pill tone={departure.finishedAt ? "idle" : departure.failure ? "fail" : "warn"}>
              {departure.finishedAt ? "Deleted" : departure.failure ? "Tried again" : "Under way"}
            </Pill>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function stateOf({ begunAt, step, taken, failure, finishedAt }: Departure): string {
  const done = counted(taken, "thing");
  if (finishedAt) return `${done} deleted by ${dateTime(finishedAt)}.`;
  if (failure) return failure;
  return `Begun ${dateTime(begunAt)}: ${done} deleted${step ? `, now ${step}` : ", waiting for what comes late"}.`;
}
