package dev.flotilla.edge.foghorn.balance;

import dev.flotilla.edge.foghorn.balance.VirtualViewer.Phase;
import dev.flotilla.edge.foghorn.balance.VirtualViewer.State;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients that were sent somewhere, so that the next one knows what the node will soon carry. A client that asks again
 * within half a minute, or while it watches, is the same virtual viewer. Takes no lock; holds a bounded number, and counts what
 * it could not hold.
 */
public final class VirtualViewers {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration MEMORY = Duration.ofMinutes(5);
    /** The end of a session may be told to another Foghorn: who was not seen for so long counts as new when he is sent again. */
    static final Duration ATTENTION = Duration.ofMinutes(10);

    private final ViewerTable table;
    private final Added added;
    private final Estimates estimates;
    private final AtomicLongArray pendingBytes;
    private final AtomicLongArray pendingCount;
    private final LongSupplier nowNs;
    private final LongAdder redirects = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder unlisted = new LongAdder();
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder abandoned = new LongAdder();

    /** What happened since the start. */
    public record Counts(long redirects, long repeated, long unlisted, long confirmed, long abandoned) {}

    VirtualViewers(int capacity, int slots, Added added, LongSupplier nowNs) {
        this.table = new ViewerTable(capacity);
        this.added = added;
        this.estimates = new Estimates(slots);
        this.pendingBytes = new AtomicLongArray(slots);
        this.pendingCount = new AtomicLongArray(slots);
        this.nowNs = nowNs;
    }

    /** Somebody was sent to the node. Empty when nobody can tell this client from others, or too many are under way. */
    public Optional<VirtualViewer> sent(Node node, String stream, @Nullable ClientAddress client) {
        return sent(node, stream, client, estimates.ofNode(node.slot()));
    }

    /** The same, with the bandwidth that MistServer's balancer would expect. */
    public Optional<VirtualViewer> sentLikeMist(Node node, String stream, @Nullable ClientAddress client) {
        return sent(node, stream, client, Estimates.likeMist(node.load(), stream));
    }

    private Optional<VirtualViewer> sent(Node node, String stream, @Nullable ClientAddress from, long bytesPerS) {
        redirects.increment();
        ClientAddress client = from == null ? null : from.subscriber();
        if (client == null) {
            added.add(node.slot(), bytesPerS);
            unlisted.increment();
            return Optional.empty();
        }
        long now = nowNs.getAsLong();
        VirtualViewer known = table.find(node.slot(), stream, client);
        if (known != null && !isForgotten(known.phase.get(), now)) {
            repeated.increment();
            return Optional.of(known);
        }
        long random = ThreadLocalRandom.current().nextLong();
        VirtualViewer viewer = table.add(
                index -> new VirtualViewer(
                        table.idAt(index, random),
                        node.slot(),
                        stream,
                        client,
                        bytesPerS,
                        new Phase(State.PENDING, now, 0)),
                node.slot(),
                stream,
                client);
        added.add(node.slot(), bytesPerS);
        if (viewer == null) {
            unlisted.increment();
            return Optional.empty();
        }
        pendingBytes.getAndAdd(node.slot(), bytesPerS);
        pendingCount.getAndIncrement(node.slot());
        return Optional.of(viewer);
    }

    private static boolean isForgotten(Phase phase, long now) {
        return phase.state().isOver() || (phase.state() == State.PENDING && now - phase.sinceNs() > PATIENCE.toNanos());
    }

    /**
     * A viewer is there: one that was sent, or one that came by itself, whose bandwidth is then expected until the next report.
     *
     * @param viewerId what its redirect carried; empty when it carried none
     */
    public Optional<VirtualViewer> connected(
            Node node, String stream, @Nullable ClientAddress client, String viewerId) {
        VirtualViewer viewer = find(node, stream, client, viewerId);
        if (viewer == null) {
            added.add(node.slot(), estimates.ofNode(node.slot()));
            return Optional.empty();
        }
        long now = nowNs.getAsLong();
        Phase before = viewer.phase.getAndUpdate(phase -> new Phase(State.ACTIVE, now, phase.sessions() + 1));
        if (before.state() == State.PENDING) {
            confirmed.increment();
            settle(viewer);
        }
        return Optional.of(viewer);
    }

    /** One of a viewer's sessions has ended. */
    public void disconnected(Node node, String stream, @Nullable ClientAddress client) {
        VirtualViewer viewer = find(node, stream, client, "");
        if (viewer != null) {
            long now = nowNs.getAsLong();
            viewer.phase.updateAndGet(phase -> {
                if (phase.state() != State.ACTIVE) {
                    return phase;
                }
                return phase.sessions() > 1
                        ? new Phase(State.ACTIVE, phase.sinceNs(), phase.sessions() - 1)
                        : new Phase(State.DISCONNECTED, now, 0);
            });
        }
    }

    /** Whether this id was given to this client for this stream; a link that was passed on is not the one that it was. */
    public boolean isOf(String viewerId, String stream, @Nullable ClientAddress client) {
        if (viewerId.length() != 16 || client == null) {
            return false;
        }
        try {
            VirtualViewer named = table.find(HexFormat.fromHexDigitsToLong(viewerId));
            return named != null && named.stream.equals(stream) && named.client.equals(client.subscriber());
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }

    private @Nullable VirtualViewer find(Node node, String stream, @Nullable ClientAddress client, String viewerId) {
        if (viewerId.length() == 16) {
            try {
                VirtualViewer named = table.find(HexFormat.fromHexDigitsToLong(viewerId));
                if (named != null && named.slot == node.slot() && named.stream.equals(stream)) {
                    return named;
                }
            } catch (IllegalArgumentException noId) {
                // A client may carry what it likes.
            }
        }
        return client == null ? null : table.find(node.slot(), stream, client.subscriber());
    }

    /** How many redirects to the node have not become viewers yet. */
    public long pending(Node node) {
        return pendingCount.get(node.slot());
    }

    public Counts counts() {
        return new Counts(redirects.sum(), repeated.sum(), unlisted.sum(), confirmed.sum(), abandoned.sum());
    }

    /** The node's report shows those who are there; expected are only those who are not. */
    void reported(int slot) {
        added.set(slot, Math.max(0, pendingBytes.get(slot)));
    }

    void measured(int slot, long bytesPerS, long users) {
        estimates.measured(slot, bytesPerS, users);
    }

    /** The node in that slot is no more. */
    void forget(int slot) {
        table.removeIf(viewer -> viewer.slot == slot);
        estimates.forget(slot);
        pendingBytes.set(slot, 0);
        pendingCount.set(slot, 0);
        added.set(slot, 0);
    }

    /** Gives up those who never came, and forgets those who have gone. */
    void look() {
        long now = nowNs.getAsLong();
        table.removeIf(viewer -> {
            Phase phase = viewer.phase.get();
            if (phase.state() == State.PENDING && isForgotten(phase, now)) {
                if (viewer.phase.compareAndSet(phase, new Phase(State.ABANDONED, now, 0))) {
                    abandoned.increment();
                    settle(viewer);
                }
                return false;
            }
            if (phase.state() == State.ACTIVE && now - phase.sinceNs() > ATTENTION.toNanos()) {
                viewer.phase.compareAndSet(phase, new Phase(State.DISCONNECTED, now, 0));
                return false;
            }
            return phase.state().isOver() && now - phase.sinceNs() > MEMORY.toNanos();
        });
    }

    private void settle(VirtualViewer viewer) {
        pendingBytes.getAndAdd(viewer.slot, -viewer.bytesPerS);
        pendingCount.getAndDecrement(viewer.slot);
    }
}
