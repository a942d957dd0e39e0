package dev.flotilla.edge.foghorn.balance;

/**
 * The utilisation from which a node is left alone while others are below theirs, in permille; 1000 or more is never.
 *
 * @param bandwidth of what the node may send, redirects that are under way included
 * @param spread of processors or bandwidth: from here on, when all nodes that carry a stream are so far, a viewer may be sent
 *     to one that does not, and pulls it
 */
public record Cutoffs(int cpu, int ram, int sharedMemory, int bandwidth, int spread) {
    /** No node is ever left alone, and none is ever made to pull. */
    public static final Cutoffs NEVER = new Cutoffs(1000, 1000, 1000, 1000, 1000);

    public Cutoffs {
        check("cpu", cpu);
        check("ram", ram);
        check("shared-memory", sharedMemory);
        check("bandwidth", bandwidth);
        check("spread", spread);
    }

    private static void check(String key, int permille) {
        if (permille < 1 || permille > 1000) {
            throw new IllegalArgumentException("cutoff %s must be 1 to 1000 permille: %d".formatted(key, permille));
        }
    }
}
