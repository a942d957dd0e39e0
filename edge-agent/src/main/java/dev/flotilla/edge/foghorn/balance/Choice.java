package dev.flotilla.edge.foghorn.balance;

import java.util.List;
import java.util.Map;

/** What came of a wish. */
public sealed interface Choice {
    /** At most so many nodes are named. */
    int MOST_NODES = 5;

    /** Nodes that can serve it, the best one first; never empty. */
    record Chosen(List<Ranked> nodes) implements Choice {
        public Chosen {
            nodes = List.copyOf(nodes);
        }

        /** The one to go to. */
        public Ranked best() {
            return nodes.getFirst();
        }
    }

    /**
     * No node can serve it.
     *
     * @param counts how many nodes were left out for which reason; empty when the region has no node at all
     */
    record Refused(Map<Reason, Integer> counts) implements Choice {
        public Refused {
            counts = Map.copyOf(counts);
        }

        /** Names the reason where there is just one. */
        public String sentence() {
            if (counts.isEmpty()) {
                return "there is no node";
            }
            return counts.size() == 1 ? counts.keySet().iterator().next().sentence() : "no node can serve it";
        }
    }

    /**
     * A node that can serve it.
     *
     * @param score higher is better; comparable within one choice only
     * @param distanceKm along the surface; NaN when either place is unknown
     * @param isEmpty whether it does not carry the stream yet and will pull it
     */
    record Ranked(Node node, int score, double distanceKm, boolean isEmpty) {}
}
