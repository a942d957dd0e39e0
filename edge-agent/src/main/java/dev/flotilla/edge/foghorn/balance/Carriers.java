package dev.flotilla.edge.foghorn.balance;

import java.util.Arrays;

/**
 * The nodes that have a stream, by slot in ascending order, each with what it has of it.
 *
 * @param hash of the name
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed.
record Carriers(String name, int hash, int[] slots, byte[] flags) {
    /** Any of it. */
    static final byte PRESENT = 1;
    /** It comes in there. */
    static final byte FED = 2;
    /** It comes from another node. */
    static final byte REPLICA = 4;

    static Carriers none(String name) {
        return new Carriers(name, name.hashCode(), new int[0], new byte[0]);
    }

    int count() {
        return slots.length;
    }

    /** What the node has of it; 0 for nothing. */
    byte on(int slot) {
        int place = Arrays.binarySearch(slots, slot);
        return place < 0 ? 0 : flags[place];
    }

    /** The same with another node, or with other flags for it; with 0, without it. */
    Carriers with(int slot, byte newFlags) {
        int place = Arrays.binarySearch(slots, slot);
        if (place >= 0 && newFlags != 0) {
            byte[] changed = flags.clone();
            changed[place] = newFlags;
            return new Carriers(name, hash, slots, changed);
        }
        if (place < 0 && newFlags == 0) {
            return this;
        }
        int at = place < 0 ? -place - 1 : place;
        int added = place < 0 ? 1 : 0;
        int removed = 1 - added;
        int[] otherSlots = new int[slots.length + added - removed];
        byte[] otherFlags = new byte[otherSlots.length];
        System.arraycopy(slots, 0, otherSlots, 0, at);
        System.arraycopy(flags, 0, otherFlags, 0, at);
        if (added == 1) {
            otherSlots[at] = slot;
            otherFlags[at] = newFlags;
        }
        System.arraycopy(slots, at + removed, otherSlots, at + added, slots.length - at - removed);
        System.arraycopy(flags, at + removed, otherFlags, at + added, slots.length - at - removed);
        return new Carriers(name, hash, otherSlots, otherFlags);
    }
}
