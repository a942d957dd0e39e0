import { useId, type ReactNode } from "react";
import styles from "./Panel.module.css";

type PanelProps = { title: string; aside?: ReactNode; children: ReactNode; isFlush?: boolean };

/** A titled part of a page. Flush: its content reaches the edges, as lists do. */
export function Panel({ title, aside, children, isFlush = false }: PanelProps) {
  const heading = useId();
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <header className={styles.header}>
        <h2 id={heading}>{title}</h2>
        {aside ? <div className={styles.aside}>{aside}</div> : null}
      </header>
      <div className={isFlush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
