/** The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below the value: where a chart's axis ends. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= value * 0.999999) ?? 10;
  return step * power;
}

const SPANS_MS = [30_000, 60_000, 120_000, 300_000];

/** How much time a chart shows: the smallest span that holds all samples, so that a young chart is not empty. */
export function spanOf(samples: readonly { at: number }[]): number {
  const age = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0);
  return SPANS_MS.find((span) => age <= span) ?? 300_000;
}

/** A line through samples in a box, newest at the right edge; a pause of more than `gapMs` breaks it. */
export function linePath(
  samples: readonly { at: number; value: number }[],
  box: { width: number; height: number; from: number; to: number; top: number; gapMs: number },
): string {
  const x = (at: number) => ((at - box.from) / (box.to - box.from)) * box.width;
  const y = (value: number) => box.height - (Math.min(value, box.top) / box.top) * box.height;
  let before = -Infinity;
  let path = "";
  for (const { at, value } of samples) {
    if (at < box.from) continue;
    path += `${at - before > box.gapMs ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    before = at;
  }
  return path;
}
