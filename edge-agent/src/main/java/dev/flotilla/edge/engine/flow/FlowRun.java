package dev.flotilla.edge.engine.flow;

import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.natives.libc.Nap;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A running flow, to be stepped by one thread: packets from the sources into the ring, from the ring to each output. Looking at
 * a busy source once per turn, and not at each packet, is what makes batches of the packets.
 */
final class FlowRun implements Worker, AutoCloseable {
    private static final int FEWEST_SLOTS = 256;
    private static final int MOST_SLOTS = 2_048;
    private static final long TEND_NS = 50_000_000;
    private static final long DEFAULT_TURN_NS = 1_000_000;
    private static final long LONGEST_HOLD_NS = 10_000_000;

    /** How long an output that is due but has no room is left alone. */
    private static final long NO_ROOM_PAUSE_NS = 1_000_000;

    private final FlowEvents events;
    private final long startedAtMs;
    private final Ring ring = new Ring(FEWEST_SLOTS, MOST_SLOTS);
    private final Nap nap = new Nap();
    private FlowSpec spec = FlowSpec.getDefaultInstance();
    private final Feed feed;
    private OutputSlot[] outputs = {};
    private final Pace pace = new Pace(System.nanoTime());
    private long turnNs = DEFAULT_TURN_NS;
    private long nextTendNs = Long.MIN_VALUE;
    private boolean isBusy;
    private boolean hasMoved;

    FlowRun(FlowEvents events, long startedAtMs) {
        this.events = events;
        this.startedAtMs = startedAtMs;
        this.feed = new Feed(ring::append, events);
    }

    /**
     * Makes sources and outputs be as specified. Those that are already keep what they have; what goes is closed before anything
     * opens, because it may hold the port that the other wants.
     */
    void apply(FlowSpec wanted) {
        spec = wanted;
        List<Output> enabled =
                wanted.getOutputsList().stream().filter(Output::getEnabled).toList();
        List<OutputSlot> kept = closeAllBut(enabled);
        feed.apply(wanted, System.nanoTime());
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

    private OutputSlot slot(Output wanted, List<OutputSlot> kept) {
        return kept.stream()
                .filter(slot -> slot.follows(wanted))
                .findFirst()
                .orElseGet(() -> new OutputSlot(wanted, ring, events));
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
        if (nowNs >= nextTendNs) {
            feed.tend(nowNs);
            for (OutputSlot slot : outputs) {
                slot.output().tend(nowNs);
            }
            pace.decide(nowNs, turnNs, outputs.length, feed.wakesByPacket());
            nextTendNs = nowNs + TEND_NS;
        }
        int received = feed.receive(nowNs);
        pace.received(received);
        int sent = 0;
        long dueNs = pace.isByPacket() ? nowNs + LONGEST_HOLD_NS : nowNs;
        for (int i = 0; i < outputs.length; i++) {
            sent += outputs[i].output().send(dueNs);
        }
        isBusy = received > 0;
        hasMoved = received + sent > 0;
        return received + sent;
    }

    /** Waits for more to do, at most until that time. */
    void idle(long untilNs) {
        if (isBusy && turnNs > 0 && !pace.isByPacket()) {
            long pauseNs = feed.pauseNs(turnNs);
            nap.sleep(pauseNs == turnNs ? turnNs : Math.clamp(dueNs() - System.nanoTime(), turnNs, pauseNs));
            return;
        }
        long nowNs = System.nanoTime();
        long until = Math.min(Math.min(nextTendNs, untilNs), dueNs());
        if (until > nowNs) {
            feed.await(nowNs, until - nowNs);
        } else if (!hasMoved) {
            nap.sleep(NO_ROOM_PAUSE_NS);
        }
    }

    /** When something is to be done although nothing arrives. */
    private long dueNs() {
        long due = feed.dueNs();
        for (int i = 0; i < outputs.length; i++) {
            due = Math.min(due, outputs[i].output().dueNs());
        }
        return due;
    }

    /** Has the source of that name feed the outputs; answers why that cannot be, or nothing when it does. */
    String select(String source, long nowNs) {
        return feed.select(source, nowNs);
    }

    FlowReport report(long nowNs) {
        var report = FlowReport.newBuilder().setFlowId(spec.getId()).setStartedAtMs(startedAtMs);
        var faulty = new ArrayList<String>();
        for (OutputSlot slot : outputs) {
            var row = slot.report(nowNs);
            report.addOutputs(row);
            if (slot.output().isFaulty()) {
                faulty.add(row.getName() + ": " + row.getDetail());
            }
        }
        Health health = feed.report(report, nowNs, faulty);
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
        feed.close();
        ring.close();
        nap.close();
    }
}
