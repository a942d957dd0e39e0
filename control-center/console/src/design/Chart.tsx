import { useState, type PointerEvent } from "react";
import { bitrate, inWords } from "../words/bitrate";
import { clock, span } from "../words/time";
import styles from "./Chart.module.css";
import { useSamples, type Sample } from "./history";
import { linePath, roundUp, spanOf } from "./scale";

const WIDTH = 1000;
const HEIGHT = 220;
const GAP_MS = 8_000;
const LOWEST_TOP_BPS = 100_000;

export type ChartSeries = { key: string; label: string; look: "area" | "line" };

/** One or two bitrates over the last five minutes, the newest at the right. Pointing at a moment reads it. */
export function BitrateChart({ series, label }: { series: readonly ChartSeries[]; label: string }) {
  const [first, second] = [useSamples(series[0]?.key ?? ""), useSamples(series[1]?.key ?? "")];
  const [pointed, setPointed] = useState<number | null>(null);
  const to = Math.max(first.at(-1)?.at ?? 0, second.at(-1)?.at ?? 0);
  const spanMs = Math.max(spanOf(first), spanOf(second));
  const from = to - spanMs;
  const top = roundUp(Math.max(LOWEST_TOP_BPS, ...[...first, ...second].map((sample) => sample.value)) * 1.05);
  const box = { width: WIDTH, height: HEIGHT, from, to, top, gapMs: GAP_MS };
  const moment = pointed === null ? null : from + pointed * spanMs;

  function point(event: PointerEvent<HTMLDivElement>) {
    const bounds = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(Math.max((event.clientX - bounds.left) / bounds.width, 0), 1));
  }

  return (
    <figure className={styles.chart} role="img" aria-label={label}>
      <div className={styles.plot} onPointerMove={point} onPointerLeave={() => setPointed(null)} aria-hidden="true">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
          {[0, 0.5, 1].map((share) => (
            <path key={share} className={styles.rule} d={`M0 ${HEIGHT * share}H${WIDTH}`} />
          ))}
          {[first, second].map((samples, index) => {
            const look = series[index]?.look ?? "line";
            const path = linePath(samples, box);
            return look === "area" ? (
              <g key={index}>
                <path className={styles.fill} d={filled(samples, box)} />
                <path className={styles.area} d={path} />
              </g>
            ) : (
              <path key={index} className={styles.line} d={path} />
            );
          })}
          {pointed === null ? null : <path className={styles.cursor} d={`M${pointed * WIDTH} 0V${HEIGHT}`} />}
        </svg>
        <span className={styles.top}>{axis(top)}</span>
        <span className={styles.middle}>{axis(top / 2)}</span>
        {moment === null ? null : (
          <div
            className={styles.reading}
            style={{ insetInlineStart: `clamp(4.5rem, ${(pointed ?? 0) * 100}%, calc(100% - 4.5rem))` }}
          >
            <span>{clock(moment)}</span>
            {series.map(({ key, label: name }, index) => (
              <span key={key}>{`${name}: ${spoken(nearest(index === 0 ? first : second, moment))}`}</span>
            ))}
          </div>
        )}
      </div>
      <div className={styles.times} aria-hidden="true">
        <span>{`${span(spanMs) ?? `${spanMs / 1000} seconds`} ago`}</span>
        <span>now</span>
      </div>
    </figure>
  );
}

function filled(samples: readonly Sample[], box: Parameters<typeof linePath>[1]): string {
  const x = (at: number) => (((at - box.from) / (box.to - box.from)) * box.width).toFixed(1);
  return pieces(samples, box.gapMs)
    .map((piece) => {
      const inside = piece.filter((sample) => sample.at >= box.from);
      const [start, end] = [inside[0], inside.at(-1)];
      return start && end ? `${linePath(inside, box)}L${x(end.at)} ${box.height}L${x(start.at)} ${box.height}Z` : "";
    })
    .join("");
}

function pieces(samples: readonly Sample[], gapMs: number): Sample[][] {
  const found: Sample[][] = [];
  for (const sample of samples) {
    const last = found.at(-1);
    if (last && sample.at - (last.at(-1)?.at ?? 0) <= gapMs) last.push(sample);
    else found.push([sample]);
  }
  return found;
}

function nearest(samples: readonly Sample[], moment: number): Sample | undefined {
  const close = samples.filter((sample) => Math.abs(sample.at - moment) <= GAP_MS);
  return close.sort((a, b) => Math.abs(a.at - moment) - Math.abs(b.at - moment))[0];
}

function spoken(sample: Sample | undefined): string {
  return sample ? inWords(bitrate(sample.value)) : "not seen";
}

/** A round number as people write it: 10 Mb/s, not 10.0. */
function axis(bps: number): string {
  const { value, unit } = bitrate(bps);
  return inWords({ value: String(Number(value)), unit });
}
