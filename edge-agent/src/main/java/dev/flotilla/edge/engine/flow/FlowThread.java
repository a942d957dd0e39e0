package dev.flotilla.edge.engine.flow;

import dev.flotilla.edge.engine.processor.Placement;
import dev.flotilla.edge.engine.processor.Seat;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A flow and its thread. Commands go to the thread through a queue; the report is read from memory. */
public final class FlowThread {
    private static final long REPORT_NS = 500_000_000;
    private static final long RESTART_PAUSE_NS = 1_000_000_000;
    private static final long DRAIN_NS = 1_000_000_000;
    private static final long DRAIN_TURN_NS = 1_000_000;
    private static final int COMMANDS = 16;
    private static final int DEADLINE_SECONDS = 3;

    /** Something to do to the flow, on its thread; answers why it cannot be done, or nothing when it is. */
    private record Change(Function<FlowRun, String> act, CompletableFuture<String> done) {}

    private final Thread thread;
    private final FlowEvents events;
    private final long startedAtMs;
    private final ArrayBlockingQueue<Change> changes = new ArrayBlockingQueue<>(COMMANDS);
    private final Seat seat = new Seat(Placement.OF_PROCESS);
    private FlowSpec spec;
    private volatile FlowReport report;
    private volatile boolean hasChanges;
    private volatile boolean isStopping;
    private volatile boolean isDraining;
    private long longestTurnNs;
    private long nextReportNs;

    /**
     * Starts a flow.
     *
     * @param threadName at most 15 bytes
     * @param startedAtMs now, milliseconds since 1970
     */
    public FlowThread(String threadName, FlowSpec spec, FlowEvents events, long startedAtMs) {
        this.spec = spec;
        this.events = events;
        this.startedAtMs = startedAtMs;
        this.report = FlowReport.newBuilder()
                .setFlowId(spec.getId())
                .setHealth(FlowHealth.FLOW_HEALTH_WAITING)
                .setStartedAtMs(startedAtMs)
                .build();
        this.thread = new Thread(this::run, threadName);
    }

    public FlowThread start() {
        thread.start();
        return this;
    }

    /** Has the flow follow another specification, and returns when it does. */
    public void apply(FlowSpec wanted) throws TimeoutException, InterruptedException {
        change(run -> {
            spec = wanted;
            seat.follow(wanted);
            run.apply(wanted);
            return "";
        });
    }

    /** Has that source feed the outputs; answers why that cannot be, or nothing when it does. */
    public String select(String source) throws TimeoutException, InterruptedException {
        return change(run -> run.select(source, System.nanoTime()));
    }

    private String change(Function<FlowRun, String> act) throws TimeoutException, InterruptedException {
        var change = new Change(act, new CompletableFuture<>());
        if (!changes.offer(change)) {
            throw new TimeoutException("the flow has " + COMMANDS + " changes waiting");
        }
        hasChanges = true;
        LockSupport.unpark(thread);
        try {
            return change.done.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    /** The latest counters. */
    public FlowReport report() {
        return report;
    }

    /** Asks the flow to end, after it has sent what is buffered if so wished. */
    public void stop(boolean isToDrain) {
        isDraining = isToDrain;
        isStopping = true;
        LockSupport.unpark(thread);
    }

    /** Whether it was asked to end. */
    public boolean isStopping() {
        return isStopping;
    }

    /** Waits until the flow has ended and all of its ports are free, but not for ever: false when it still runs. */
    public boolean join() throws InterruptedException {
        return thread.join(Duration.ofSeconds(DEADLINE_SECONDS));
    }

    private void run() {
        try (seat) {
            runUntilStopped();
        }
    }

    private void runUntilStopped() {
        while (!isStopping) {
            try (var run = new FlowRun(events, startedAtMs)) {
                seat.follow(spec);
                run.apply(spec);
                loop(run);
            } catch (RuntimeException bug) {
                bug.printStackTrace();
                events.record("flow_failed", Severity.SEVERITY_ERROR, "The flow starts again after a fault: " + bug);
                LockSupport.parkNanos(RESTART_PAUSE_NS);
            }
        }
    }

    private void loop(FlowRun run) {
        nextReportNs = System.nanoTime();
        while (!isStopping) {
            turn(run);
        }
        if (isDraining) {
            drain(run);
        }
    }

    /** A method of its own, because the virtual machine compiles methods that are called often, and late a loop that is not. */
    private void turn(FlowRun run) {
        long nowNs = System.nanoTime();
        change(run);
        run.work(nowNs);
        if (nowNs - nextReportNs >= 0) {
            report = report(run, nowNs);
            seat.watch(nowNs);
            nextReportNs = nowNs + REPORT_NS;
        }
        longestTurnNs = Math.max(longestTurnNs, System.nanoTime() - nowNs);
        run.idle(nextReportNs);
    }

    private FlowReport report(FlowRun run, long nowNs) {
        return run.report(nowNs).toBuilder()
                .setLongestTurnMs(longestTurnNs / 1e6)
                .build();
    }

    private void change(FlowRun run) {
        if (!hasChanges) {
            return;
        }
        hasChanges = false;
        for (Change change = changes.poll(); change != null; change = changes.poll()) {
            String fault = change.act.apply(run);
            report = report(run, System.nanoTime());
            change.done.complete(fault);
        }
    }

    private static void drain(FlowRun run) {
        long endNs = System.nanoTime() + DRAIN_NS;
        // The first turn takes what has arrived and was not looked at yet.
        do {
            run.work(System.nanoTime());
            LockSupport.parkNanos(DRAIN_TURN_NS);
        } while (System.nanoTime() < endNs && !run.isDrained());
    }
}
