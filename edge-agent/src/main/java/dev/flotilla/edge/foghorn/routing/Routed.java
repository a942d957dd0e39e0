package dev.flotilla.edge.foghorn.routing;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.balance.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A wish and what became of it. Holds no secret; the client's address only until a place takes its place.
 *
 * @param request what was asked ("play", "resolve", "ingest", "source", "play_rewrite", "push_rewrite")
 * @param status "success" (answered with an address), "redirect" or "failed"
 * @param streamId empty when unknown
 * @param stream as nodes name it; empty when unknown
 * @param position where the client said it is; null when it did not
 * @param node the chosen one; null when there is none
 * @param candidates how many could have been chosen
 * @param reason why nobody was; empty otherwise
 * @param distanceKm NaN when unknown
 * @param protocol empty when none was named
 */
public record Routed(
        String request,
        String status,
        String streamId,
        String stream,
        @Nullable ClientAddress client,
        @Nullable Position position,
        @Nullable Node node,
        long score,
        int candidates,
        String reason,
        double distanceKm,
        long tookNs,
        String protocol) {

    /** What came of a choice among nodes. */
    public static Routed of(
            String request, String status, String streamId, Wish wish, Choice choice, long tookNs, String protocol) {
        return switch (choice) {
            case Choice.Chosen chosen ->
                new Routed(
                        request,
                        status,
                        streamId,
                        wish.stream(),
                        wish.client(),
                        wish.position(),
                        chosen.best().node(),
                        chosen.best().score(),
                        chosen.nodes().size(),
                        "",
                        chosen.best().distanceKm(),
                        tookNs,
                        protocol);
            case Choice.Refused refused ->
                new Routed(
                        request,
                        "failed",
                        streamId,
                        wish.stream(),
                        wish.client(),
                        wish.position(),
                        null,
                        0,
                        0,
                        refused.sentence(),
                        Double.NaN,
                        tookNs,
                        protocol);
        };
    }

    /** What was decided without a choice: somebody stays at the node that asks, or is turned away. */
    public static Routed decided(
            String request,
            String streamId,
            String stream,
            @Nullable ClientAddress client,
            @Nullable Node node,
            String reason,
            long tookNs) {
        String status = reason.isEmpty() ? "success" : "failed";
        return new Routed(request, status, streamId, stream, client, null, node, 0, 0, reason, Double.NaN, tookNs, "");
    }
}
