import type { ReactNode } from "react";
import { Icon } from "./Icon";
import styles from "./Notice.module.css";
import type { Tone } from "./tone";

/** A sentence that stands in the page because something needs attention. */
export function Notice({
  tone,
  title,
  children,
  action,
}: {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "fail" ? "alert" : "status"}>
      <Icon name="alert" />
      <div className={styles.words}>
        {title ? <strong>{title}</strong> : null}
        {children ? <div>{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
