package dev.flotilla.edge.foghorn.balance;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The search for the nodes that suit one wish best, within one snapshot. Nodes are looked at by what they could score at most,
 * so that nearly all are passed over without a division or an arc cosine.
 */
abstract sealed class Search permits FoghornSearch, MistSearch {
    /** Whatever the node has of the stream; nothing is not enough. */
    private static final byte AS_INDEXED = 16;

    /** From this part of all nodes on, a scan of all that ends early is cheaper than one of the carriers. */
    private static final int MANY = 8;

    final Snapshot snapshot;
    final Wish wish;
    final @Nullable Carriers carriers;
    final Ranking ranking;

    private final Columns columns;
    private final int mostTagPoints;
    private final double x;
    private final double y;
    private final double z;

    Search(Snapshot snapshot, Wish wish, int most) {
        this.snapshot = snapshot;
        this.wish = wish;
        this.columns = snapshot.columns;
        this.ranking = new Ranking(most);
        this.carriers = wish.stream().isEmpty() ? null : snapshot.streams.find(wish.stream());
        this.mostTagPoints = wish.tags().mostPoints();
        Position position = wish.position();
        this.x = position == null ? 0 : position.x();
        this.y = position == null ? 0 : position.y();
        this.z = position == null ? 0 : position.z();
    }

    /** Why the node cannot be taken; null when it can. */
    abstract @Nullable Reason refusal(Node node, long used, byte flags);

    /** What of the sum counts. */
    abstract int total(Node node, int sum);

    /** The part for being near, for a node whose place is known. */
    abstract int geo(double cosine);

    /** By what nodes of equal score are put in order; the lower one goes first. */
    abstract int tie(int slot);

    abstract int slotOf(int tie);

    /** Whether both places are known. */
    abstract boolean isPlaced(byte state);

    /** The most that {@link #total} makes of a sum. */
    int mostOf(int sum) {
        return sum;
    }

    /** Looks at all carriers of the stream; where they are many, at the most promising nodes first. */
    final void scanCarriers(int bonus) {
        if (carriers != null && carriers.count() > snapshot.order.length / MANY) {
            scanAll(AS_INDEXED, bonus);
        } else if (carriers != null) {
            for (int i = 0; i < carriers.count(); i++) {
                look(carriers.slots()[i], carriers.flags()[i], bonus);
            }
        }
    }

    /** Looks at all open nodes until no further one can be among the best. */
    final void scanAll(byte flags, int bonus) {
        int most = bonus
                + mostTagPoints
                + (wish.position() == null ? 0 : snapshot.parts.weights().geo());
        for (int slot : snapshot.order) {
            if (!ranking.takes(Ranking.key(mostOf(columns.bound[slot] + most), 0))) {
                return;
            }
            look(slot, flags, bonus);
        }
    }

    private void look(int slot, byte flags, int bonus) {
        byte state = columns.state[slot];
        if ((state & Columns.OPEN) == 0) {
            return;
        }
        boolean isPlaced = wish.position() != null && isPlaced(state);
        double cosine = isPlaced ? cosine(slot) : 0;
        int mostMore = bonus + mostTagPoints + (isPlaced ? snapshot.parts.mostGeo(cosine) : 0);
        if (!ranking.takes(Ranking.key(mostOf(columns.bound[slot] + mostMore), tie(slot)))) {
            return;
        }
        byte found = flags == AS_INDEXED && carriers != null ? carriers.on(slot) : flags;
        if (flags == AS_INDEXED && found == 0) {
            return;
        }
        long used = columns.up[slot] + snapshot.added.get(slot);
        if (used >= columns.limit[slot]) {
            return;
        }
        int fixed = columns.fixed[slot] + snapshot.parts.bandwidth(used, columns.limit[slot]);
        int penalty = isCrowded(slot, used) ? Columns.CROWDED_PENALTY : 0;
        // With redirects under way this is less than the bound; and what comes now is dear.
        if (!ranking.takes(Ranking.key(mostOf(fixed - penalty + mostMore), tie(slot)))) {
            return;
        }
        Node node = Objects.requireNonNull(snapshot.nodes[slot]);
        if (refusal(node, used, found) != null) {
            return;
        }
        int sum = fixed + bonus + (isPlaced ? geo(cosine) : 0);
        int score = total(node, sum + wish.tags().points(node.load().tags()));
        if (score > 0) {
            ranking.offer(Ranking.key(score - penalty, tie(slot)));
        }
    }

    boolean isCrowded(int slot, long used) {
        return (columns.state[slot] & Columns.CROWDED) != 0 || used >= columns.crowdedFrom[slot];
    }

    private double cosine(int slot) {
        return x * columns.x[slot] + y * columns.y[slot] + z * columns.z[slot];
    }

    /** The node at that place of the ranking. */
    final Choice.Ranked ranked(int place) {
        long key = ranking.key(place);
        Node node = Objects.requireNonNull(snapshot.nodes[slotOf(Ranking.tie(key))]);
        int score = Ranking.score(key);
        Position mine = wish.position();
        Position its = node.load().position();
        return new Choice.Ranked(
                node,
                score < 0 ? score + Columns.CROWDED_PENALTY : score,
                mine == null || its == null ? Double.NaN : mine.distanceKm(its),
                !wish.stream().isEmpty() && (carriers == null || carriers.on(node.slot()) == 0));
    }

    /** Asks each node once more why it was not taken. */
    final Choice.Refused refused() {
        Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
        for (Node node : snapshot.nodes) {
            if (node != null) {
                byte flags = carriers == null ? 0 : carriers.on(node.slot());
                long used = columns.up[node.slot()] + snapshot.added.get(node.slot());
                Reason reason = refusal(node, used, flags);
                counts.merge(reason == null ? Reason.SCORE_ZERO : reason, 1, Integer::sum);
            }
        }
        return new Choice.Refused(counts);
    }
}
