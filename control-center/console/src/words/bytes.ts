import type { Quantity } from "./bitrate";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** Memory and disk in binary units with at most one decimal: 15.6 GiB. */
export function bytes(count: number): Quantity {
  let value = count;
  let step = 0;
  while (value >= 1023.95 && step < UNITS.length - 1) {
    value /= 1024;
    step++;
  }
  const digits = step === 0 || value >= 99.95 ? 0 : 1;
  return { value: value.toFixed(digits), unit: UNITS[step] ?? "B" };
}
