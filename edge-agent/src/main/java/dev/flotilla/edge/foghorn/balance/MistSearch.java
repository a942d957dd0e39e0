package dev.flotilla.edge.foghorn.balance;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of MistServer's own balancer, among the nodes that are open: a viewer goes to any node that is configured for the
 * stream. Of equal scores the node that came first wins.
 */
final class MistSearch extends Search {
    private static final int SOURCE_POINT = 1;

    MistSearch(Snapshot snapshot, Wish wish) {
        super(snapshot, wish, 1);
    }

    Choice choose() {
        switch (wish.kind()) {
            case VIEWER, FETCHED -> {
                scanCarriers(snapshot.parts.weights().bonus());
                scanAll((byte) 0, 0);
            }
            case SOURCE -> scanCarriers(SOURCE_POINT);
            case INGEST -> scanAll((byte) 0, SOURCE_POINT);
        }
        if (ranking.count() > 0) {
            return new Choice.Chosen(List.of(ranked(0)));
        }
        Node last = wish.kind() == Wish.Kind.SOURCE || wish.kind() == Wish.Kind.INGEST ? lastResort() : null;
        return last == null
                ? refused()
                : new Choice.Chosen(List.of(new Choice.Ranked(last, SOURCE_POINT, Double.NaN, false)));
    }

    /** A source, or a node to publish to, that has nothing left is better than none; so is a draining source. */
    private @Nullable Node lastResort() {
        for (Node node : snapshot.nodes) {
            if (node != null && isOnline(node) && isReachable(node)) {
                byte flags = carriers == null ? 0 : carriers.on(node.slot());
                boolean suits = wish.kind() == Wish.Kind.SOURCE
                        ? refusalOfStream(flags) == null
                        : !node.isDraining() && hasCpu(node);
                if (suits) {
                    return node;
                }
            }
        }
        return null;
    }

    private boolean isOnline(Node node) {
        return node.isHealthy()
                && !node.isInMaintenance()
                && node.identity().capabilities().cover(wish.needs());
    }

    @Override
    @Nullable
    Reason refusal(Node node, long used, byte flags) {
        if (node.isInMaintenance()) {
            return Reason.MAINTENANCE;
        }
        if (!node.isHealthy()) {
            return Reason.INACTIVE;
        }
        if (!node.identity().capabilities().cover(wish.needs())) {
            return Reason.LACKS_CAPABILITY;
        }
        if (node.isDraining()) {
            return Reason.DRAINING;
        }
        if (!isReachable(node)) {
            return Reason.SAME_HOST;
        }
        if (!node.load().isMeasured()) {
            return Reason.METRICS_NOT_READY;
        }
        if (used >= node.load().limit()) {
            return Reason.NO_BANDWIDTH;
        }
        return switch (wish.kind()) {
            case VIEWER, FETCHED -> node.load().allows(wish.stream()) ? null : Reason.NOT_CONFIGURED;
            case SOURCE -> refusalOfStream(flags);
            case INGEST -> hasCpu(node) ? null : Reason.CPU_TAKEN;
        };
    }

    private static @Nullable Reason refusalOfStream(byte flags) {
        if (flags == 0) {
            return Reason.STREAM_ABSENT;
        }
        if ((flags & Carriers.FED) == 0) {
            return Reason.NO_INPUTS;
        }
        return (flags & Carriers.REPLICA) == 0 ? null : Reason.ONLY_REPLICA;
    }

    private boolean hasCpu(Node node) {
        return node.load().cpuPermille() + wish.cpuPermille() < 1000;
    }

    /** A node never pulls from itself. */
    private boolean isReachable(Node node) {
        return wish.kind() != Wish.Kind.SOURCE
                || !(node.id().equals(wish.caller())
                        || (wish.client() != null && node.addresses().contains(Objects.requireNonNull(wish.client()))));
    }

    @Override
    int total(Node node, int sum) {
        return sum;
    }

    @Override
    int geo(double cosine) {
        return snapshot.parts.geoOfMist(cosine);
    }

    @Override
    int tie(int slot) {
        return slot;
    }

    @Override
    int slotOf(int tie) {
        return tie;
    }

    @Override
    boolean isPlaced(byte state) {
        Position position = wish.position();
        return position != null && position.isKnownToMist() && (state & Columns.POSITIONED_FOR_MIST) != 0;
    }
}
