package dev.flotilla.edge.foghorn.balance;

import dev.flotilla.proto.foghorn.v1.NodeReport;
import org.jspecify.annotations.Nullable;

/**
 * What scoring needs of all nodes, one array for each figure, by slot: a scan reads them one after the other. Filled before
 * it is published, never changed afterwards.
 */
final class Columns {
    /** Anybody new may be sent there, as far as no request is needed to say so. */
    static final byte OPEN = 1;
    /** Above the cut-off of processors, memory or shared memory. */
    static final byte CROWDED = 2;
    /** So little used that it may pull streams which others carry. */
    static final byte RELAXED = 4;
    /** Its place is known. */
    static final byte POSITIONED = 8;
    /** Its place is known to MistServer's balancer, too. */
    static final byte POSITIONED_FOR_MIST = 16;

    /** A crowded node comes after all that are not: more than the parts of any score. */
    static final int CROWDED_PENALTY = 1 << 28;

    final int[] fixed;
    /** No score of the node can be more, but for the parts of stream, place and tags. */
    final int[] bound;

    final long[] up;
    final long[] limit;
    /** Sending more makes it crowded. */
    final long[] crowdedFrom;
    /** Sending more makes it not relaxed. */
    final long[] spreadFrom;

    final double[] x;
    final double[] y;
    final double[] z;
    final byte[] state;

    Columns(int size) {
        fixed = new int[size];
        bound = new int[size];
        up = new long[size];
        limit = new long[size];
        crowdedFrom = new long[size];
        spreadFrom = new long[size];
        x = new double[size];
        y = new double[size];
        z = new double[size];
        state = new byte[size];
    }

    /** A copy for the next snapshot. */
    Columns copy(int size) {
        Columns copy = new Columns(size);
        int kept = Math.min(size, fixed.length);
        System.arraycopy(fixed, 0, copy.fixed, 0, kept);
        System.arraycopy(bound, 0, copy.bound, 0, kept);
        System.arraycopy(up, 0, copy.up, 0, kept);
        System.arraycopy(limit, 0, copy.limit, 0, kept);
        System.arraycopy(crowdedFrom, 0, copy.crowdedFrom, 0, kept);
        System.arraycopy(spreadFrom, 0, copy.spreadFrom, 0, kept);
        System.arraycopy(x, 0, copy.x, 0, kept);
        System.arraycopy(y, 0, copy.y, 0, kept);
        System.arraycopy(z, 0, copy.z, 0, kept);
        System.arraycopy(state, 0, copy.state, 0, kept);
        return copy;
    }

    void clear(int slot) {
        state[slot] = 0;
    }

    /** @param added to the node's bandwidth by redirects: it only grows until the node is put here again */
    void put(Node node, Parts parts, Cutoffs cutoffs, long added) {
        int slot = node.slot();
        Load load = node.load();
        fixed[slot] = parts.cpu(load) + parts.ram(load);
        up[slot] = load.up();
        limit[slot] = load.limit();
        crowdedFrom[slot] = share(load.limit(), cutoffs.bandwidth());
        spreadFrom[slot] = share(load.limit(), cutoffs.spread());
        state[slot] = (byte) (state(node) | utilisation(load, cutoffs) | place(slot, load.position()));
        boolean isCrowded = (state[slot] & CROWDED) != 0;
        bound[slot] = fixed[slot]
                + parts.bandwidth(Math.min(up[slot] + added, limit[slot]), limit[slot])
                - (isCrowded ? CROWDED_PENALTY : 0);
    }

    private int place(int slot, @Nullable Position position) {
        if (position == null) {
            return 0;
        }
        x[slot] = position.x();
        y[slot] = position.y();
        z[slot] = position.z();
        return POSITIONED | (position.isKnownToMist() ? POSITIONED_FOR_MIST : 0);
    }

    private static int state(Node node) {
        boolean isOpen = node.isHealthy()
                && !node.isInMaintenance()
                && !node.isDraining()
                && node.load().isMeasured();
        return isOpen ? OPEN : 0;
    }

    private static int utilisation(Load load, Cutoffs cutoffs) {
        NodeReport report = load.report();
        boolean isCrowded = reaches(report.getCpuPermille(), cutoffs.cpu())
                || reaches(load.memory().permille(), cutoffs.ram())
                || reaches(load.sharedMemory().permille(), cutoffs.sharedMemory());
        boolean isRelaxed = !isCrowded && !reaches(report.getCpuPermille(), cutoffs.spread());
        return (isCrowded ? CROWDED : 0) | (isRelaxed ? RELAXED : 0);
    }

    private static boolean reaches(int permille, int cutoff) {
        return cutoff < 1000 && permille >= cutoff;
    }

    private static long share(long limit, int permille) {
        return permille >= 1000 ? Long.MAX_VALUE : limit / 1000 * permille;
    }
}
