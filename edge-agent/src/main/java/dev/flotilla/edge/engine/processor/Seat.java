package dev.flotilla.edge.engine.processor;

import static dev.flotilla.edge.engine.processor.Placement.ANYWHERE;

import dev.flotilla.natives.libc.Processors;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A flow's place on a processor. Its thread leaves it for good when it has to wait there: libsrt's threads stay, and the flow goes
 * wherever there is room. Belongs to the flow's thread.
 */
public final class Seat implements AutoCloseable {
    /** The share of its time that a thread may wait for its processor. */
    private static final double MOST_WAITING = 0.25;

    private final Placement placement;
    private int processor = ANYWHERE;
    private boolean isCrowded;
    private @Nullable RunDelay delay;
    private long waitedNs;
    private long watchedAtNs;

    /** No place yet. */
    public Seat(Placement placement) {
        this.placement = placement;
    }

    /** Takes a place if that flow gains by it, and gives it back if it does not. */
    public void follow(FlowSpec flow) {
        if (!gains(flow)) {
            leave();
        } else if (processor == ANYWHERE && !isCrowded) {
            take();
        }
    }

    /** Leaves when the thread has had to wait. To be called about twice per second. */
    public void watch(long nowNs) {
        if (delay == null) {
            return;
        }
        long waited = delay.waitedNs();
        boolean isFirst = watchedAtNs == 0;
        if (!isFirst && waited - waitedNs > MOST_WAITING * (nowNs - watchedAtNs)) {
            isCrowded = true;
            leave();
        }
        waitedNs = waited;
        watchedAtNs = nowNs;
    }

    /** Media helpers do work of their own, and librist's threads have not been measured. */
    private static boolean gains(FlowSpec flow) {
        boolean hasOthers = flow.getSourcesList().stream().anyMatch(Seat::isOther)
                || flow.getOutputsList().stream().anyMatch(Seat::isOther);
        return !hasOthers
                && (flow.getSourcesList().stream().anyMatch(source -> source.hasSrtListener() || source.hasSrtCaller())
                        || flow.getOutputsList().stream()
                                .anyMatch(output -> output.hasSrtListener() || output.hasSrtCaller()));
    }

    private static boolean isOther(Source source) {
        return source.hasRist() || source.hasRtmpListener() || source.hasRtmpCaller();
    }

    private static boolean isOther(Output output) {
        return output.hasRist() || output.hasRtmp();
    }

    private void take() {
        processor = placement.take();
        if (processor == ANYWHERE) {
            return;
        }
        var only = new BitSet();
        only.set(processor);
        Processors.confine(only);
        delay = RunDelay.ofThisThread();
        watchedAtNs = 0;
    }

    private void leave() {
        if (processor == ANYWHERE) {
            return;
        }
        Processors.confine(placement.processors());
        placement.giveBack(processor);
        processor = ANYWHERE;
        if (delay != null) {
            delay.close();
            delay = null;
        }
    }

    @Override
    public void close() {
        leave();
    }
}
