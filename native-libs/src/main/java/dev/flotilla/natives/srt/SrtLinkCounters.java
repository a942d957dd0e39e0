package dev.flotilla.natives.srt;

import java.util.HashMap;
import java.util.Map;

/**
 * What the links of a group have lost and sent again: libsrt counts that per link and leaves it out of the group's counters. A
 * link that is gone keeps its share, so that no counter falls.
 */
final class SrtLinkCounters {
    private static final int[] SUMMED = {
        SrtStatistics.PACKETS_LOST_ON_SEND,
        SrtStatistics.PACKETS_LOST_ON_RECEIVE,
        SrtStatistics.PACKETS_RETRANSMITTED,
        SrtStatistics.PACKETS_UNDECRYPTED
    };

    private final int[] gone = new int[SUMMED.length];
    private Map<Integer, int[]> present = Map.of();

    /** Adds what the group's links count to what was read of the group; the slowest link gives the round trip. */
    void addTo(SrtStatistics group, int groupId) {
        var read = new HashMap<Integer, int[]>();
        try (var link = new SrtStatistics()) {
            for (int id : SrtGroup.members(groupId)) {
                if (LibSrt.srt_bistats(id, link.address(), 0, 1) == 0) {
                    read.put(id, link.counters(SUMMED));
                    group.widen(link);
                }
            }
        }
        present.forEach((id, counters) -> {
            if (!read.containsKey(id)) {
                add(gone, counters);
            }
        });
        present = read;
        int[] sums = gone.clone();
        read.values().forEach(counters -> add(sums, counters));
        group.counters(SUMMED, sums);
    }

    private static void add(int[] sums, int[] counters) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += counters[i];
        }
    }
}
