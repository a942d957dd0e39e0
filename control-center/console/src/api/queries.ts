import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { answered, unanswered } from "./connection";
import { SignedOut, Unreachable } from "./failure";

export const ME = ["me"] as const;

/** How often a page asks again. Polling stops while the window is hidden. */
export const EVERY = { flowMs: 1_000, nodeMs: 2_000, fleetMs: 3_000, eventsMs: 5_000, tokensMs: 5_000 };

/** One cache for the whole console. What was shown stays shown while newer data is on its way or out of reach. */
export function newQueryClient(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: notice, onSuccess: answered }),
    mutationCache: new MutationCache({ onError: notice, onSuccess: answered }),
    defaultOptions: {
      queries: { retry: false, staleTime: 500, placeholderData: undefined, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  function notice(error: Error) {
    if (error instanceof Unreachable) unanswered();
    if (error instanceof SignedOut) queries.setQueryData(ME, null);
  }
  return queries;
}
