import type { Quantity } from "../words/bitrate";
import styles from "./Figure.module.css";

/** A number with its unit, in figures of equal width so that it does not jump while it changes. */
export function Figure({ of: { value, unit }, size = "m" }: { of: Quantity; size?: "m" | "l" | "xl" }) {
  return (
    <span className={`${styles.figure} ${styles[size]}`}>
      {value}
      <span className={styles.unit}>{`\u00a0${unit}`}</span>
    </span>
  );
}
