import styles from "./Pill.module.css";
import type { Tone } from "./tone";

/** A state in a word, with a dot. The dot beats while something is live; the word says everything the colour says. */
export function Pill({ tone, children, isBeating = false }: { tone: Tone; children: string; isBeating?: boolean }) {
  return (
    <span className={styles.pill} data-tone={tone}>
      <span className={isBeating ? `${styles.dot} ${styles.beating}` : styles.dot} aria-hidden="true" />
      {children}
    </span>
  );
}
