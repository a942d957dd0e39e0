import styles from "./Meter.module.css";

/** A share between 0 and 1 as a bar. It turns amber and red where an operator should look. */
export function Meter({ share, label }: { share: number; label: string }) {
  const bounded = Math.min(Math.max(share, 0), 1);
  const tone = bounded > 0.95 ? "fail" : bounded > 0.85 ? "warn" : "live";
  return (
    <span
      className={styles.meter}
      data-tone={tone}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(bounded * 100)}
    >
      <span style={{ transform: `scaleX(${bounded})` }} />
    </span>
  );
}
