import { useSyncExternalStore } from "react";

export type Sample = { at: number; value: number };

/** How far back it remembers. */
const SPAN_MS = 5 * 60_000;
/** Series kept at once; the one longest untouched goes first. */
const MOST_SERIES = 400;

/**
 * What this window has seen of changing numbers, for charts: the control center answers "now" only. Bounded in time and in series,
 * and kept while one walks from page to page.
 */
export class History {
  private readonly series = new Map<string, readonly Sample[]>();
  private readonly listeners = new Set<() => void>();

  /** Adds what an answer said. A second look at the same answer adds nothing. */
  record(at: number, values: Iterable<readonly [key: string, value: number]>): void {
    for (const [key, value] of values) {
      const known = this.series.get(key) ?? [];
      if ((known.at(-1)?.at ?? -Infinity) >= at) continue;
      this.series.delete(key);
      this.series.set(key, [...known.filter((sample) => sample.at > at - SPAN_MS), { at, value }]);
    }
    for (const key of this.series.keys()) {
      if (this.series.size <= MOST_SERIES) break;
      this.series.delete(key);
    }
    for (const tell of this.listeners) tell();
  }

  of(key: string): readonly Sample[] {
    return this.series.get(key) ?? NONE;
  }

  clear(): void {
    this.series.clear();
  }

  readonly subscribe = (tell: () => void) => {
    this.listeners.add(tell);
    return () => void this.listeners.delete(tell);
  };
}

const NONE: readonly Sample[] = [];

export const history = new History();

export function useSamples(key: string): readonly Sample[] {
  return useSyncExternalStore(history.subscribe, () => history.of(key));
}
