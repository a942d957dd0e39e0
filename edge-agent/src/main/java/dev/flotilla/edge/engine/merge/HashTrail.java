package dev.flotilla.edge.engine.merge;

/** The hashes of the last packets of a stream in their order, numbered from 0, and where each hash was last. */
final class HashTrail {
    static final long NOWHERE = -1;

    /** So many packets that come only once make a place certain; tables and null packets between them do not count. */
    private static final int CONTEXT = 2;

    private static final int MOST_CONTEXT = 64;

    private final long[] hashes;

    /** Whether a packet is told from all others of the trail by its hash. */
    private final boolean[] areUnique;

    private final int[] places;
    private final int mask;
    private long end;

    /** A trail of that many packets, a power of two. */
    HashTrail(int packets) {
        hashes = new long[packets];
        areUnique = new boolean[packets];
        places = new int[2 * packets];
        mask = packets - 1;
    }

    /** Appends a packet and answers its number. One that cannot be told from others is not found again. */
    long add(long hash, boolean canBeFound) {
        areUnique[(int) end & mask] = canBeFound && find(hash) == NOWHERE;
        hashes[(int) end & mask] = hash;
        if (canBeFound) {
            places[place(hash)] = (int) end;
        }
        return end++;
    }

    private int place(long hash) {
        return (int) (hash >>> 20) & (places.length - 1);
    }

    /** The number of the next packet. */
    long end() {
        return end;
    }

    boolean has(long number) {
        return number >= 0 && number < end && number >= end - hashes.length;
    }

    long hash(long number) {
        return hashes[(int) number & mask];
    }

    /** Where a packet with that hash was last; {@link #NOWHERE} when it was not. */
    long find(long hash) {
        long number = end - Integer.toUnsignedLong((int) end - places[place(hash)]);
        return has(number) && hash(number) == hash ? number : NOWHERE;
    }

    private boolean isUnique(long number) {
        return areUnique[(int) number & mask];
    }

    /** Whether packets up to those numbers are the same, so many and such that it is no chance. */
    static boolean areSameUpTo(HashTrail a, long i, HashTrail b, long j) {
        return areSame(a, i, b, j, -1);
    }

    /** Whether packets from those numbers on are the same, so many and such that it is no chance. */
    static boolean areSameFrom(HashTrail a, long i, HashTrail b, long j) {
        return areSame(a, i, b, j, 1);
    }

    private static boolean areSame(HashTrail a, long i, HashTrail b, long j, int step) {
        int unique = 0;
        for (int k = 0; k != MOST_CONTEXT * step && unique < CONTEXT; k += step) {
            boolean isSame = a.has(i + k) && b.has(j + k) && a.hash(i + k) == b.hash(j + k);
            if (!isSame) {
                return false;
            }
            unique += a.isUnique(i + k) && b.isUnique(j + k) ? 1 : 0;
        }
        return unique == CONTEXT;
    }
}
