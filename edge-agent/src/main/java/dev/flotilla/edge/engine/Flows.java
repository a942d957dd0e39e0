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

    /** A flow as it was last applied, and its thread while it runs. */
    private record Entry(FlowSpec spec, @Nullable FlowThread thread) {}

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
        entries.values().forEach(entry -> greeting.addFlows(entry.spec));
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
        FlowThread thread = before == null ? null : before.thread;
        entries.put(spec.getId(), new Entry(spec, follow(spec, before, thread)));
    }

    private @Nullable FlowThread follow(FlowSpec spec, @Nullable Entry before, @Nullable FlowThread thread)
            throws RefusedException {
        if (!spec.getRunning()) {
            stop(before);
            return null;
        }
        if (thread == null) {
            events.record(spec.getId(), "flow_started", Severity.SEVERITY_INFO, "Flow " + spec.getName() + " started");
            String id = spec.getId();
            var started = new FlowThread(
                    "flow-" + ++threads,
                    spec,
                    (type, severity, message) -> events.record(id, type, severity, message),
                    clock.millis());
            return started.start();
        }
        if (before != null && before.spec.equals(spec)) {
            return thread;
        }
        try {
            thread.apply(spec);
            return thread;
        } catch (TimeoutException e) {
            throw new RefusedException("flow " + spec.getId() + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("the engine is ending");
        }
    }

    @Override
    public synchronized void remove(String flowId) {
        stop(entries.remove(flowId));
    }

    @Override
    public synchronized void select(String flowId, String source) throws RefusedException {
        throw new RefusedException(
                "flow " + flowId + ": field 'source' names no source to switch to: '" + source + "'");
    }

    private void stop(@Nullable Entry entry) {
        if (entry == null || entry.thread == null) {
            return;
        }
        entry.thread.stop(false);
        join(entry);
    }

    private void join(Entry entry) {
        try {
            if (entry.thread != null) {
                entry.thread.join();
                String message = "Flow " + entry.spec.getName() + " stopped";
                events.record(entry.spec.getId(), "flow_stopped", Severity.SEVERITY_INFO, message);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        if (entry.thread != null) {
            return entry.thread.report();
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
        entries.values().forEach(this::join);
        entries.clear();
    }
}
