package dev.flotilla.edge.engine.processor;

import dev.flotilla.natives.libc.Processors;
import java.util.BitSet;

/**
 * Gives each flow with SRT a processor, that with the fewest flows. libsrt's threads for a flow are started by the flow's own thread
 * and inherit where it may run: together on one processor they find packets in its caches and wake no other one, which saves a fifth
 * of the price and more (docs/performance.md).
 */
public final class Placement {
    /** What {@link #here} answers of a thread that may run anywhere. */
    public static final int ANYWHERE = -1;

    /** That of this process. */
    public static final Placement OF_PROCESS = new Placement(Processors.allowed());

    private final BitSet processors;
    private final int[] flows;

    Placement(BitSet processors) {
        this.processors = (BitSet) processors.clone();
        this.flows = new int[processors.length()];
    }

    /** A step that may fail in its own way. */
    @FunctionalInterface
    public interface Step<X extends Exception> {
        void take() throws X;
    }

    /** The one processor to which the calling thread is confined, or {@link #ANYWHERE}. */
    public static int here() {
        BitSet allowed = Processors.allowed();
        return allowed.cardinality() == 1 ? allowed.nextSetBit(0) : ANYWHERE;
    }

    /** Has the calling thread take that step with all processors open to it, and to the threads that the step starts. */
    public <X extends Exception> void everywhere(Step<X> step) throws X {
        BitSet before = Processors.allowed();
        if (before.equals(processors)) {
            step.take();
            return;
        }
        Processors.confine(processors);
        try {
            step.take();
        } finally {
            Processors.confine(before);
        }
    }

    /** The processor with the fewest flows, of which it has one more now; {@link #ANYWHERE} where there is nothing to choose. */
    synchronized int take() {
        if (processors.cardinality() < 2) {
            return ANYWHERE;
        }
        int best = processors.nextSetBit(0);
        for (int each = best; each >= 0; each = processors.nextSetBit(each + 1)) {
            if (flows[each] < flows[best]) {
                best = each;
            }
        }
        flows[best]++;
        return best;
    }

    synchronized void giveBack(int processor) {
        flows[processor]--;
    }

    BitSet processors() {
        return (BitSet) processors.clone();
    }
}
