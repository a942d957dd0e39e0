package dev.flotilla.edge.engine;

import dev.flotilla.edge.engine.control.Commands;
import dev.flotilla.edge.engine.control.RefusedException;
import dev.flotilla.edge.engine.flow.FlowRules;
import dev.flotilla.edge.engine.flow.FlowThread;
import dev.flotilla.edge.engine.flow.InvalidFlowException;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.Observation;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** All flows of the engine, by their id. */
final class Flows implements Commands {
    private static final int MAX_FLOWS = 200;

    /**
     * A flow as it was last told to be, and its thread while it has one.
     *
     * @param isSettled whether it is known to be so; false from a command until the thread has carried it out
     */
    private record Entry(FlowSpec spec, @Nullable FlowThread thread, boolean isSettled) {
        Entry unsettled(FlowSpec wanted) {
            return new Entry(wanted, thread, false);
        }
    }

    private final Clock clock;
    private final EventLog events;
    private final Runnable onShutdown;
    private final long startedAtMs;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int threads;

    Flows(Clock clock, EventLog events, Runnable onShutdown) {
        this.clock = clock;
        this.events = events;
        this.onShutdown = onShutdown;
        this.startedAtMs = clock.millis();
    }

    @Override
    public synchronized Greeting greet(String agentVersion) {
        var greeting = Greeting.newBuilder()
                .setEngineVersion(Version.text())
                .setPid(ProcessHandle.current().pid())
                .setStartedAtMs(startedAtMs)
                .putAllLibraries(Libraries.versions());
        // What is not known to run is told as not running: then the agent says again what it wants.
        entries.values()
                .forEach(entry -> greeting.addFlows(
                        entry.isSettled
                                ? entry.spec
                                : entry.spec.toBuilder().setRunning(false).build()));
        return greeting.build();
    }

    @Override
    public synchronized void apply(FlowSpec spec) throws RefusedException {
        try {
            FlowRules.check(spec);
        } catch (InvalidFlowException e) {
            throw new RefusedException(e.fault());
        }
        Entry before = entries.get(spec.getId());
        if (before == null && entries.size() == MAX_FLOWS) {
            throw new RefusedException("the engine has " + MAX_FLOWS + " flows, which is its limit");
        }
        if (before != null && before.isSettled && before.spec.equals(spec)) {
            return;
        }
        FlowThread thread = before == null ? null : before.thread;
        entries.put(spec.getId(), new Entry(spec, thread, false));
        entries.put(spec.getId(), new Entry(spec, follow(spec, thread), true));
    }

    private @Nullable FlowThread follow(FlowSpec spec, @Nullable FlowThread thread) throws RefusedException {
        if (thread != null && (!spec.getRunning() || thread.isStopping())) {
            end(spec, thread);
            return spec.getRunning() ? started(spec) : null;
        }
        if (thread == null) {
            return spec.getRunning() ? started(spec) : null;
        }
        try {
            thread.apply(spec);
            return thread;
        } catch (TimeoutException e) {
            throw new RefusedException("flow " + spec.getId() + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            throw ending();
        }
    }

    private FlowThread started(FlowSpec spec) {
        String id = spec.getId();
        events.record(id, "flow_started", Severity.SEVERITY_INFO, "Flow " + spec.getName() + " started");
        var thread = new FlowThread(
                "flow-" + ++threads,
                spec,
                (type, severity, message) -> events.record(id, type, severity, message),
                clock.millis());
        return thread.start();
    }

    @Override
    public synchronized void remove(String flowId) throws RefusedException {
        Entry entry = entries.get(flowId);
        if (entry != null && entry.thread != null) {
            entries.put(flowId, entry.unsettled(entry.spec));
            end(entry.spec, entry.thread);
        }
        entries.remove(flowId);
    }

    @Override
    public synchronized void select(String flowId, String source) throws RefusedException {
        Entry entry = entries.get(flowId);
        if (entry == null || entry.thread == null) {
            throw new RefusedException("flow " + flowId + " does not run");
        }
        try {
            String fault = entry.thread.select(source);
            if (!fault.isEmpty()) {
                throw new RefusedException("flow " + flowId + ": " + fault);
            }
        } catch (TimeoutException e) {
            throw new RefusedException("flow " + flowId + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            throw ending();
        }
    }

    /** A thread that does not end is kept, because its ports are: whoever wants them is told so. */
    private void end(FlowSpec spec, FlowThread thread) throws RefusedException {
        thread.stop(false);
        try {
            if (!thread.join()) {
                throw new RefusedException("flow " + spec.getId() + " has not ended yet, and its ports stay taken");
            }
        } catch (InterruptedException e) {
            throw ending();
        }
        noteEnd(spec);
    }

    private void noteEnd(FlowSpec spec) {
        events.record(spec.getId(), "flow_stopped", Severity.SEVERITY_INFO, "Flow " + spec.getName() + " stopped");
    }

    private static RefusedException ending() {
        Thread.currentThread().interrupt();
        return new RefusedException("the engine is ending");
    }

    @Override
    public synchronized Observation observe(long seenEvent) {
        var observation = Observation.newBuilder()
                .addAllEvents(events.after(seenEvent))
                .setLostEvents(events.lost())
                .setMemoryBytes(Libraries.residentBytes());
        entries.values().forEach(entry -> observation.addFlows(report(entry)));
        return observation.build();
    }

    private static FlowReport report(Entry entry) {
        FlowThread thread = entry.thread;
        if (thread != null && !entry.isSettled) {
            return thread.report().toBuilder()
                    .setHealth(FlowHealth.FLOW_HEALTH_DEGRADED)
                    .setDetail(
                            thread.isStopping()
                                    ? "the flow was told to end and has not: its ports stay taken"
                                    : "the flow does not answer, and may not be as it was last told to be")
                    .build();
        }
        if (thread != null) {
            return thread.report();
        }
        return FlowReport.newBuilder()
                .setFlowId(entry.spec.getId())
                .setHealth(FlowHealth.FLOW_HEALTH_STOPPED)
                .build();
    }

    @Override
    public void shutdown() {
        onShutdown.run();
    }

    /** Ends all flows at once, each after it has sent what is buffered. */
    synchronized void close() {
        for (Entry entry : entries.values()) {
            if (entry.thread != null) {
                entry.thread.stop(true);
            }
        }
        for (Entry entry : entries.values()) {
            awaitEnd(entry);
        }
        entries.clear();
    }

    private void awaitEnd(Entry entry) {
        try {
            if (entry.thread != null && entry.thread.join()) {
                noteEnd(entry.spec);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
