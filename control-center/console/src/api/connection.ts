import { useSyncExternalStore } from "react";

/** Whether the control center answers, as the last call saw it: since when it has not, or null. */
let lostSince: number | null = null;
const listeners = new Set<() => void>();

export function answered(): void {
  change(null);
}

export function unanswered(now = Date.now()): void {
  change(lostSince ?? now);
}

export function useLostSince(): number | null {
  return useSyncExternalStore(subscribe, () => lostSince);
}

function change(next: number | null) {
  if (next === lostSince) return;
  lostSince = next;
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}
