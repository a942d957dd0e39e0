package dev.flotilla.edge.foghorn.balance;

/**
 * How much each part of a score counts, 0 to {@value #MOST}.
 *
 * @param cpu for a node whose processors idle
 * @param ram for a node whose memory is free
 * @param bandwidth for a node that sends nothing
 * @param geo for a node where the client is
 * @param bonus for a node that carries the stream already
 */
public record Weights(int cpu, int ram, int bandwidth, int geo, int bonus) {
    /** So large that the sum of all parts stays far below what an int holds. */
    public static final int MOST = 100_000;

    /** Those of MistServer's load balancer. */
    public static final Weights DEFAULT = new Weights(500, 500, 1000, 1000, 50);

    public Weights {
        check("cpu", cpu);
        check("ram", ram);
        check("bw", bandwidth);
        check("geo", geo);
        check("bonus", bonus);
    }

    private static void check(String key, int value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("weight %s must be 0 to %d: %d".formatted(key, MOST, value));
        }
    }
}
