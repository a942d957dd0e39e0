import type { ReactNode } from "react";
import styles from "./Empty.module.css";

/** Nothing here yet: says why, and what to do next. */
export function Empty({
  title,
  children,
  action,
  art,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  art?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      {art}
      <h2>{title}</h2>
      <div className={styles.words}>{children}</div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
