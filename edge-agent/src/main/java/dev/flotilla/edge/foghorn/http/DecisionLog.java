package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.Wish;

/** Is told of each decision, on an event loop: it neither blocks nor fails. */
@FunctionalInterface
public interface DecisionLog {
    /**
     * A node was chosen, or none.
     *
     * @param request "play", "source" or "ingest"
     * @param status "success", "redirect" or "failed"
     */
    void decided(String request, String status, Wish wish, Choice choice, long latencyNs);
}
