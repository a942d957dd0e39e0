import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { listen, type LiveMessage } from "./live";

/** While somebody tells what happens, lists of what happened are asked for only now and then. */
const SLOWER = 12;
const GATHER_MS = 300;

let isLive = false;
const watchers = new Set<() => void>();

function setLive(next: boolean) {
  if (next === isLive) return;
  isLive = next;
  watchers.forEach((changed) => changed());
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

/** Reads lists again when something happens that they show. Once for the whole console, while somebody is signed in. */
export function useLive() {
  const queries = useQueryClient();
  useEffect(() => {
    const stale = new Set<string>();
    let due: ReturnType<typeof setTimeout> | undefined;
    const stop = listen({
      onState: setLive,
      onMessage: (message) => {
        listsOf(message).forEach((list) => stale.add(list));
        if (stale.size > 0) due ??= setTimeout(read, GATHER_MS);
      },
    });
    function read() {
      due = undefined;
      refresh(queries, stale);
      stale.clear();
    }
    return () => {
      stop();
      clearTimeout(due);
      setLive(false);
    };
  }, [queries]);
}

/** How often a list of what happened is asked for: seldom while the control center tells by itself. */
export function useEvery(everyMs: number): number {
  const told = useSyncExternalStore(watch, () => isLive);
  return told ? everyMs * SLOWER : everyMs;
}

/** By their first key, which lists show what the message tells; all of them after a gap. */
export function listsOf({ event, gap }: LiveMessage): readonly string[] {
  if (gap) return ["events", "artifacts"];
  if (!event) return [];
  return /^(clip|dvr|vod)_lifecycle$/.test(event.type) ? ["events", "artifacts"] : ["events"];
}

function refresh(queries: QueryClient, lists: ReadonlySet<string>) {
  lists.forEach((list) => void queries.invalidateQueries({ queryKey: [list] }));
}
