package dev.flotilla.edge.foghorn.balance;

/** The best few of all that were offered: keys that grow with the score, and with equal scores shrink with the tie-break. */
final class Ranking {
    private static final int TIE_BITS = 20;
    private static final long TIE_MASK = (1L << TIE_BITS) - 1;

    private final long[] keys;
    private int count;

    Ranking(int size) {
        keys = new long[size];
    }

    static long key(int score, int tie) {
        return ((long) score << TIE_BITS) | (TIE_MASK - tie);
    }

    static int score(long key) {
        return (int) (key >> TIE_BITS);
    }

    static int tie(long key) {
        return (int) (TIE_MASK - (key & TIE_MASK));
    }

    /** Whether a key would be taken. */
    boolean takes(long key) {
        return count < keys.length || key > keys[count - 1];
    }

    void offer(long key) {
        if (!takes(key)) {
            return;
        }
        int place = count < keys.length ? count++ : count - 1;
        while (place > 0 && keys[place - 1] < key) {
            keys[place] = keys[place - 1];
            place--;
        }
        keys[place] = key;
    }

    int count() {
        return count;
    }

    long key(int place) {
        return keys[place];
    }
}
