package dev.flotilla.edge.engine.flow;

import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.transport.LocalPort;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running flow, to be stepped by one thread: packets from the source into the ring, from the ring to each output. Looking at
 * a busy source once per turn, and not at each packet, is what makes batches of the packets.
 */
final class FlowRun implements Worker, AutoCloseable {
    private static final int SLOTS = 2_048;
    private static final long TEND_NS = 50_000_000;
    private static final long DEFAULT_TURN_NS = 1_000_000;

    /** How long an output that is due but has no room is left alone. */
    private static final long NO_ROOM_PAUSE_NS = 1_000_000;

    private final FlowEvents events;
    private final long startedAtMs;
    private final Ring ring = new Ring(SLOTS);
    private final LocalPort callersPort = new LocalPort();
    private FlowSpec spec = FlowSpec.getDefaultInstance();
    private @Nullable SourceSlot source;
    private OutputSlot[] outputs = {};
    private long turnNs = DEFAULT_TURN_NS;
    private long nextTendNs = Long.MIN_VALUE;
    private boolean isBusy;
    private boolean hasMoved;

    FlowRun(FlowEvents events, long startedAtMs) {
        this.events = events;
        this.startedAtMs = startedAtMs;
    }

    /**
     * Makes source and outputs be as specified. Those that are already keep what they have; what goes is closed before anything
     * opens, because it may hold the port that the other wants.
     */
    void apply(FlowSpec wanted) {
        spec = wanted;
        List<Output> enabled =
                wanted.getOutputsList().stream().filter(Output::getEnabled).toList();
        List<OutputSlot> kept = closeAllBut(enabled);
        followSource(wanted.getSources(0));
        outputs = enabled.stream().map(output -> slot(output, kept)).toArray(OutputSlot[]::new);
        chooseTurn();
        nextTendNs = Long.MIN_VALUE;
    }

    private List<OutputSlot> closeAllBut(List<Output> wanted) {
        var kept = new ArrayList<OutputSlot>();
        for (OutputSlot slot : outputs) {
            if (wanted.stream().anyMatch(slot::follows)) {
                kept.add(slot);
            } else {
                slot.close();
            }
        }
        return kept;
    }

    private void followSource(Source wanted) {
        if (source != null && source.follows(wanted)) {
            return;
        }
        if (source != null) {
            source.close();
        }
        source = new SourceSlot(wanted, ring::append, events);
    }

    private OutputSlot slot(Output wanted, List<OutputSlot> kept) {
        return kept.stream()
                .filter(slot -> slot.follows(wanted))
                .findFirst()
                .orElseGet(() -> new OutputSlot(wanted, ring, callersPort, events));
    }

    private void chooseTurn() {
        turnNs = DEFAULT_TURN_NS;
        for (int i = 0; i < outputs.length; i++) {
            long wanted = outputs[i].output().turnNs();
            turnNs = i == 0 ? wanted : Math.min(turnNs, wanted);
        }
        for (OutputSlot slot : outputs) {
            slot.output().useTurn(turnNs);
        }
    }

    @Override
    public int work(long nowNs) {
        SourceSlot from = source;
        if (from == null) {
            return 0;
        }
        if (nowNs >= nextTendNs) {
            from.tend(nowNs);
            for (OutputSlot slot : outputs) {
                slot.output().tend(nowNs);
            }
            nextTendNs = nowNs + TEND_NS;
        }
        int received = from.source().receive(nowNs);
        int sent = 0;
        for (int i = 0; i < outputs.length; i++) {
            sent += outputs[i].output().send(nowNs);
        }
        isBusy = received > 0;
        hasMoved = received + sent > 0;
        return received + sent;
    }

    /** Waits for more to do, at most until that time. */
    void idle(long untilNs) {
        SourceSlot from = source;
        if (from == null) {
            return;
        }
        long nowNs = System.nanoTime();
        if (isBusy && turnNs > 0) {
            LockSupport.parkNanos(turnNs);
            return;
        }
        long until = Math.min(nextTendNs, untilNs);
        for (int i = 0; i < outputs.length; i++) {
            until = Math.min(until, outputs[i].output().dueNs());
        }
        if (until > nowNs) {
            from.source().await(until - nowNs);
        } else if (!hasMoved) {
            LockSupport.parkNanos(NO_ROOM_PAUSE_NS);
        }
    }

    FlowReport report(long nowNs) {
        var report = FlowReport.newBuilder().setFlowId(spec.getId()).setStartedAtMs(startedAtMs);
        SourceSlot from = source;
        if (from == null) {
            return report.build();
        }
        report.addSources(from.report(nowNs));
        var faulty = new ArrayList<String>();
        for (OutputSlot slot : outputs) {
            var row = slot.report(nowNs);
            report.addOutputs(row);
            if (slot.output().isFaulty()) {
                faulty.add(row.getName() + ": " + row.getDetail());
            }
        }
        Health health = Health.of(from.isConnected(), from.wasConnected(), from.isStraying(), from.detail(), faulty);
        return report.setHealth(health.health()).setDetail(health.detail()).build();
    }

    /** Whether everything that came in has left this machine. */
    boolean isDrained() {
        return Stream.of(outputs).allMatch(slot -> slot.output().isDrained());
    }

    @Override
    public void close() {
        for (OutputSlot slot : outputs) {
            slot.close();
        }
        outputs = new OutputSlot[0];
        if (source != null) {
            source.close();
            source = null;
        }
        ring.close();
    }
}
