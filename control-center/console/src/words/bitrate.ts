/** A number and its unit, apart, so that a screen can set them in different weights. */
export type Quantity = { value: string; unit: string };

const STEPS: [number, string][] = [
  [1e9, "Gb/s"],
  [1e6, "Mb/s"],
  [1e3, "kb/s"],
];

/** Three significant digits in the largest fitting decimal unit: 4.92 Mb/s. */
export function bitrate(bps: number): Quantity {
  for (const [size, unit] of STEPS) {
    // 999,500 would otherwise be written as "1000 kb/s".
    if (bps >= size * 0.9995) return { value: threeDigits(bps / size), unit };
  }
  return { value: String(Math.round(bps)), unit: "b/s" };
}

export function inWords({ value, unit }: Quantity): string {
  return `${value} ${unit}`;
}

function threeDigits(value: number): string {
  return value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
}
