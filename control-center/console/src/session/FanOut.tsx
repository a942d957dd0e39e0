import styles from "./FanOut.module.css";

const LINES = 13;

/** One line that becomes many: a stream on its way through a node. */
export function FanOut() {
  const middle = (LINES - 1) / 2;
  return (
    <svg className={styles.picture} viewBox="0 0 800 800" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <radialGradient id="depth" cx="0.24" cy="0.5" r="0.85">
        <stop offset="0" stopColor="#10464a" />
        <stop offset="1" stopColor="#071a22" />
      </radialGradient>
      <rect width="800" height="800" fill="url(#depth)" />
      {Array.from({ length: LINES }, (_, line) => {
        const end = 400 + (line - middle) * 74;
        const path = `M-20 400H190C380 400 330 ${end} 560 ${end}H830`;
        const distance = Math.abs(line - middle) / middle;
        return (
          <g key={line} style={{ opacity: 1 - distance * 0.72 }}>
            <path className={styles.line} d={path} />
            <path
              className={styles.packet}
              d={path}
              pathLength={100}
              style={{ animationDelay: `${-((line * 37) % 50) / 10}s` }}
            />
          </g>
        );
      })}
      <circle className={styles.halo} cx="190" cy="400" r="34" />
      <circle className={styles.node} cx="190" cy="400" r="11" />
    </svg>
  );
}
