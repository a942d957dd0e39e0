package dev.flotilla.edge.engine.fec;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/** Repair packets that cannot repair yet, because more than one of the packets that they protect is missing. */
final class RepairStore implements AutoCloseable {
    /** Rows and columns of three of the largest blocks. */
    static final int PACKETS = 128;

    private static final int PLACE_BYTES = MediaStore.PLACE_BYTES;

    private final OffHeap memory = OffHeap.allocate(PACKETS * PLACE_BYTES);
    private final ByteBuffer bytes = memory.bytes();
    private final boolean[] isTaken = new boolean[PACKETS];
    private final long[] bases = new long[PACKETS];
    private final int[] offsets = new int[PACKETS];
    private final int[] counts = new int[PACKETS];
    private final int[] missing = new int[PACKETS];
    private final int[] lengths = new int[PACKETS];
    private int next;
    private int taken;

    /** Keeps a repair packet, in place of the oldest one when there are too many; answers where. */
    int put(ByteBuffer source, int offset, int length, long base, int missingPackets) {
        int place = next;
        next = (next + 1) % PACKETS;
        taken += isTaken[place] ? 0 : 1;
        isTaken[place] = true;
        Xor.clear(bytes, offset(place), PLACE_BYTES);
        bytes.put(offset(place), source, offset, length);
        bases[place] = base;
        offsets[place] = RepairFormat.offset(source, offset);
        counts[place] = RepairFormat.count(source, offset);
        missing[place] = missingPackets;
        lengths[place] = length;
        return place;
    }

    void remove(int place) {
        taken -= isTaken[place] ? 1 : 0;
        isTaken[place] = false;
    }

    void clear() {
        for (int place = 0; place < PACKETS; place++) {
            remove(place);
        }
    }

    boolean isEmpty() {
        return taken == 0;
    }

    /** The packet of that number has come; answers whether any repair packet now lacks just one. */
    boolean came(long number) {
        boolean canRepair = false;
        for (int place = 0; place < PACKETS; place++) {
            if (isTaken[place] && protects(place, number)) {
                missing[place]--;
                canRepair |= missing[place] == 1;
                if (missing[place] == 0) {
                    remove(place);
                }
            }
        }
        return canRepair;
    }

    private boolean protects(int place, long number) {
        long distance = number - bases[place];
        return distance >= 0 && distance % offsets[place] == 0 && distance / offsets[place] < counts[place];
    }

    /** Forgets what protects packets before that number. */
    void forget(long before) {
        for (int place = 0; place < PACKETS; place++) {
            if (isTaken[place] && bases[place] < before) {
                remove(place);
            }
        }
    }

    /** A repair packet that lacks just one packet; -1 when there is none. */
    int ready() {
        for (int place = 0; place < PACKETS; place++) {
            if (isTaken[place] && missing[place] == 1) {
                return place;
            }
        }
        return -1;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    int offset(int place) {
        return place * PLACE_BYTES;
    }

    /** How many bytes of it came. */
    int length(int place) {
        return lengths[place];
    }

    /** The number of the i-th packet that it protects. */
    long number(int place, int i) {
        return bases[place] + (long) i * offsets[place];
    }

    int count(int place) {
        return counts[place];
    }

    @Override
    public void close() {
        memory.close();
    }
}
