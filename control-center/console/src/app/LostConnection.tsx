import { useLostSince } from "../api/connection";
import { Notice } from "../design/Notice";
import { clock } from "../words/time";
import styles from "./LostConnection.module.css";

/** Says that what the page shows is old, since when, and that the console keeps trying. It covers no content and moves none. */
export function LostConnection() {
  const since = useLostSince();
  if (since === null) return null;
  return (
    <div className={styles.lost}>
      <Notice tone="warn" title="The control center does not answer.">
        {`You see what was known at ${clock(since)}. Streams run on without it; this page keeps trying.`}
      </Notice>
    </div>
  );
}
