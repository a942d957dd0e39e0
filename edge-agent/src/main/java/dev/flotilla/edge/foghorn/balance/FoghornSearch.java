package dev.flotilla.edge.foghorn.balance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Foghorn's rules. Equal scores go by the nodes' ids. */
final class FoghornSearch extends Search {
    /** For a node that may pull the stream. */
    private static final byte PULLS = 8;

    private static final int OWN_NODE_FACTOR = 5;

    private boolean takesDraining;

    FoghornSearch(Snapshot snapshot, Wish wish) {
        super(snapshot, wish, Choice.MOST_NODES);
    }

    Choice choose() {
        if (wish.stream().isEmpty() || !wish.holders().isEmpty() || wish.kind() == Wish.Kind.FETCHED) {
            scanAll((byte) 0, 0);
        } else {
            scanCarriers(snapshot.parts.weights().bonus());
            if (wish.kind() == Wish.Kind.VIEWER && isFed() && !isRelaxedSomewhere()) {
                scanAll(PULLS, 0);
            }
        }
        if (ranking.count() == 0) {
            Choice.Ranked last = wish.kind() == Wish.Kind.SOURCE ? drainingSource() : null;
            return last == null ? refused() : new Choice.Chosen(List.of(last));
        }
        List<Choice.Ranked> best = new ArrayList<>(ranking.count());
        for (int place = 0; place < ranking.count(); place++) {
            best.add(ranked(place));
        }
        return new Choice.Chosen(best);
    }

    /** Where else could its viewers be drained to, if nobody could pull from it? */
    private Choice.@Nullable Ranked drainingSource() {
        takesDraining = true;
        for (Node node : snapshot.carriers(wish.stream())) {
            int slot = node.slot();
            if (node.isDraining() && carriers != null && refusal(node, used(slot), carriers.on(slot)) == null) {
                return new Choice.Ranked(node, 1, Double.NaN, false);
            }
        }
        takesDraining = false;
        return null;
    }

    /** Whether anybody could pull the stream from somewhere. */
    private boolean isFed() {
        return carriers != null && snapshot.isLive(wish.stream());
    }

    /** Whether a node that carries the stream has room. */
    private boolean isRelaxedSomewhere() {
        for (int i = 0; carriers != null && i < carriers.count(); i++) {
            int slot = carriers.slots()[i];
            Node node = snapshot.nodes[slot];
            if (node != null && isRelaxed(slot, used(slot)) && refusal(node, used(slot), carriers.flags()[i]) == null) {
                return true;
            }
        }
        return false;
    }

    private long used(int slot) {
        return snapshot.columns.up[slot] + snapshot.added.get(slot);
    }

    private boolean isRelaxed(int slot, long used) {
        return (snapshot.columns.state[slot] & Columns.RELAXED) != 0 && used < snapshot.columns.spreadFrom[slot];
    }

    @Override
    @Nullable
    Reason refusal(Node node, long used, byte flags) {
        Reason ofNode = refusalOfNode(node);
        if (ofNode != null) {
            return ofNode;
        }
        if (!node.load().isMeasured()) {
            return Reason.METRICS_NOT_READY;
        }
        if (used >= node.load().limit()) {
            return Reason.NO_BANDWIDTH;
        }
        if (wish.cpuPermille() > 0 && node.load().cpuPermille() + wish.cpuPermille() >= 1000) {
            return Reason.CPU_TAKEN;
        }
        if (!wish.holders().isEmpty()) {
            return wish.holders().contains(node.id()) ? null : Reason.STREAM_ABSENT;
        }
        return wish.stream().isEmpty() ? null : refusalOfStream(node, used, flags);
    }

    private @Nullable Reason refusalOfNode(Node node) {
        if (node.isInMaintenance()) {
            return Reason.MAINTENANCE;
        }
        if (!node.isHealthy()) {
            return Reason.INACTIVE;
        }
        if (!node.identity().capabilities().cover(wish.needs())) {
            return Reason.LACKS_CAPABILITY;
        }
        String owner = node.identity().tenant();
        if (!owner.isEmpty() && !wish.tenant().isEmpty() && !owner.equals(wish.tenant())) {
            return Reason.OTHER_TENANT;
        }
        if (node.isDraining() && !takesDraining) {
            return Reason.DRAINING;
        }
        return wish.kind() == Wish.Kind.SOURCE && isOwn(node) ? Reason.SAME_HOST : null;
    }

    private @Nullable Reason refusalOfStream(Node node, long used, byte flags) {
        if (wish.kind() == Wish.Kind.FETCHED) {
            // Without a Helmsman nobody tells it from where.
            return node.identity().isPolled() ? Reason.LACKS_CAPABILITY : notConfigured(node);
        }
        if (flags == PULLS) {
            boolean isCarrier = carriers != null && carriers.on(node.slot()) != 0;
            return isCarrier || !isRelaxed(node.slot(), used) ? Reason.STREAM_ABSENT : notConfigured(node);
        }
        if (flags == 0) {
            return Reason.STREAM_ABSENT;
        }
        if ((flags & Carriers.FED) == 0) {
            return Reason.NO_INPUTS;
        }
        if (wish.kind() == Wish.Kind.SOURCE && (flags & Carriers.REPLICA) != 0) {
            return Reason.ONLY_REPLICA;
        }
        return notConfigured(node);
    }

    private @Nullable Reason notConfigured(Node node) {
        return node.load().allows(wish.stream()) ? null : Reason.NOT_CONFIGURED;
    }

    /** Whether the node is the one that asks. */
    private boolean isOwn(Node node) {
        return node.id().equals(wish.caller())
                || (wish.client() != null && node.addresses().contains(wish.client()));
    }

    /** Who publishes on the node's own machine stays there. */
    @Override
    int total(Node node, int sum) {
        return wish.kind() == Wish.Kind.INGEST && isOwn(node) ? sum * OWN_NODE_FACTOR : sum;
    }

    @Override
    int mostOf(int sum) {
        boolean couldBeOwn = wish.kind() == Wish.Kind.INGEST
                && (wish.client() != null || !wish.caller().isEmpty());
        int penalty = sum < 0 ? Columns.CROWDED_PENALTY : 0;
        return couldBeOwn ? (sum + penalty) * OWN_NODE_FACTOR - penalty : sum;
    }

    @Override
    int geo(double cosine) {
        return snapshot.parts.geo(cosine);
    }

    @Override
    int tie(int slot) {
        return snapshot.ranks.rank()[slot];
    }

    @Override
    int slotOf(int tie) {
        return snapshot.ranks.slotOfRank()[tie];
    }

    @Override
    boolean isPlaced(byte state) {
        return (state & Columns.POSITIONED) != 0;
    }
}
