import { useSamples } from "./history";
import { linePath, roundUp, spanOf } from "./scale";
import styles from "./Sparkline.module.css";

const WIDTH = 120;
const HEIGHT = 32;
const GAP_MS = 20_000;

/** The last minutes of one number. Decoration: the number itself stands beside it. */
export function Sparkline({ series, top }: { series: string; top?: number }) {
  const samples = useSamples(series);
  const to = samples.at(-1)?.at ?? 0;
  const ceiling = top ?? roundUp(Math.max(...samples.map((sample) => sample.value), 0) * 1.15);
  const path = linePath(samples, {
    width: WIDTH,
    height: HEIGHT,
    from: to - spanOf(samples),
    to,
    top: ceiling,
    gapMs: GAP_MS,
  });
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.base} d={`M0 ${HEIGHT}H${WIDTH}`} />
      <path className={styles.line} d={path} />
    </svg>
  );
}
