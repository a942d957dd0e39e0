package dev.flotilla.edge.foghorn.balance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where each node is by id, and which of all it is when they are sorted by id. Changes when nodes come or go, not with reports. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed.
record Ranks(Map<String, Integer> slots, int[] rank, int[] slotOfRank) {
    static Ranks of(@Nullable Node[] nodes) {
        int[] slotOfRank = IntStream.range(0, nodes.length)
                .filter(slot -> nodes[slot] != null)
                .boxed()
                .sorted(Comparator.comparing(
                        slot -> Objects.requireNonNull(nodes[slot]).id()))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rank = new int[nodes.length];
        Map<String, Integer> slots = new HashMap<>();
        for (int place = 0; place < slotOfRank.length; place++) {
            int slot = slotOfRank[place];
            rank[slot] = place;
            slots.put(Objects.requireNonNull(nodes[slot]).id(), slot);
        }
        return new Ranks(slots, rank, Arrays.copyOf(slotOfRank, slotOfRank.length));
    }
}
