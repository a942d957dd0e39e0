package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.recent.Recent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which node has a stream's publisher: by what nodes report, and, until they can have, by who was admitted last. So a second
 * publisher elsewhere is noticed at once, and the first one may come again.
 */
final class Claims {
    /** Longer than a node takes to report what it was just given. */
    private static final Duration LIFE = Duration.ofSeconds(15);

    private static final int MOST = 50_000;

    private final Region region;
    private final LongSupplier nowNs;
    private final Recent<String, AtomicReference<@Nullable Claim>> claims;

    private record Claim(String nodeId, long sinceNs) {}

    Claims(Region region, LongSupplier nowNs) {
        this.region = region;
        this.nowNs = nowNs;
        this.claims = new Recent<>(MOST, Duration.ofHours(1), nowNs);
    }

    /** Claims the stream for the node, or answers which other node has it. */
    Optional<String> claim(MistName stream, String nodeId) {
        Optional<String> publisher = publisher(stream);
        if (publisher.isPresent() && !publisher.get().equals(nodeId)) {
            return publisher;
        }
        var slot = claims.getOrMake(stream.name(), _ -> new AtomicReference<>());
        Claim mine = new Claim(nodeId, nowNs.getAsLong());
        Claim held = slot.getAndUpdate(present ->
                present == null || isOver(stream, present) || present.nodeId.equals(nodeId) ? mine : present);
        return held == null || isOver(stream, held) || held.nodeId.equals(nodeId)
                ? Optional.empty()
                : Optional.of(held.nodeId);
    }

    /** Whether the node has the publisher, or was just given it. */
    boolean isPublisher(MistName stream, String nodeId) {
        var slot = claims.get(stream.name());
        Claim claim = slot == null ? null : slot.get();
        return (claim != null && !isOver(stream, claim) && claim.nodeId.equals(nodeId))
                || publisher(stream).filter(nodeId::equals).isPresent();
    }

    private Optional<String> publisher(MistName stream) {
        return region.snapshot().publisher(stream.toString()).map(Node::id);
    }

    /** Its time is up; or the node has been heard of since, twice as late as a publisher needs, and has no such stream. */
    private boolean isOver(MistName stream, Claim claim) {
        long now = nowNs.getAsLong();
        if (now - claim.sinceNs > LIFE.toNanos()) {
            return true;
        }
        return region.snapshot()
                .node(claim.nodeId)
                .filter(node -> node.load().reportedAtNs() - claim.sinceNs > LIFE.toNanos() / 3)
                .filter(node -> !node.load().streams().containsKey(stream.toString()))
                .isPresent();
    }
}
