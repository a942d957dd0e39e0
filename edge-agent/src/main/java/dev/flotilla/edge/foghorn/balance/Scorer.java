package dev.flotilla.edge.foghorn.balance;

/** Who serves a wish best. A function of snapshot and wish, but for the bandwidth of redirects that grows meanwhile. */
public final class Scorer {
    private Scorer() {}

    /** By Foghorn's rules: viewers go where the stream is. */
    public static Choice choose(Snapshot snapshot, Wish wish) {
        return new FoghornSearch(snapshot, wish).choose();
    }

    /** By the rules of MistServer's balancer: viewers go to any node that is configured for the stream. Names one node. */
    public static Choice chooseLikeMist(Snapshot snapshot, Wish wish) {
        return new MistSearch(snapshot, wish).choose();
    }
}
