import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./LinkRow.module.css";

type LinkRowProps = {
  to: string;
  title: string;
  remark: ReactNode;
  /** Class names: how the list lays out a row, and the title with its remark. */
  look: { row?: string; name?: string };
  /** What can be used by itself in front of the link, such as a box to tick. */
  before?: ReactNode;
  children: ReactNode;
};

/** A row of a list that is one link as a whole. */
export function LinkRow({ to, title, remark, look, before, children }: LinkRowProps) {
  return (
    <li className={`${styles.row} ${look.row}`}>
      {before}
      <div className={`${styles.name} ${look.name}`}>
        <Link to={to}>{title}</Link>
        <span>{remark}</span>
      </div>
      {children}
    </li>
  );
}
