import type { ReactNode } from "react";
import styles from "./Facts.module.css";

/** Names and values side by side. Facts without a value are left out. */
export function Facts({ of: facts }: { of: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) =>
        value == null || value === "" ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
