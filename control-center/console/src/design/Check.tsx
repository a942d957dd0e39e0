import type { ReactNode } from "react";
import styles from "./Check.module.css";

type CheckProps = { label: string; remark?: ReactNode; isChecked: boolean; onChange: (isChecked: boolean) => void };

/** Yes or no, with what it means beside it. */
export function Check({ label, remark, isChecked, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        {remark ? <span className={styles.remark}>{remark}</span> : null}
      </span>
    </label>
  );
}
