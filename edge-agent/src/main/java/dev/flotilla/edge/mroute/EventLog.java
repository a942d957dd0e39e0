package dev.flotilla.edge.mroute;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.flow.MaintenanceWindow;
import dev.flotilla.edge.mroute.store.FlowStore;
import dev.flotilla.id.EventId;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** What happened to flows, as the engine tells it and as the agent sees it: kept here for the node's own API, and handed on for the control center, nothing lost between. */
final class EventLog {
    private static final Logger LOG = Logger.getLogger(EventLog.class);
    private static final int BATCH = 200;

    private final FlowStore store;
    private final EventSink sink;
    private final Clock clock;
    private final ReentrantLock forwarding = new ReentrantLock();

    EventLog(FlowStore store, EventSink sink, Clock clock) {
        this.store = store;
        this.sink = sink;
        this.clock = clock;
    }

    Event refused(Flow flow, String why) {
        String message = "Flow %s cannot run: %s".formatted(flow.name(), why);
        return event(flow.id().value(), "flow_start_failed", Severity.SEVERITY_ERROR, message);
    }

    Event maintenance(Flow flow, MaintenanceWindow window) {
        String message = "Maintenance window restart (%s)".formatted(window);
        return event(flow.id().value(), "maintenance_restart", Severity.SEVERITY_INFO, message);
    }

    /** @param why what became of the engine before, as a sentence without its full stop */
    Event engineRestarted(Greeting engine, String why) {
        String message = "The engine was started again as process %d, and its flows were interrupted: %s"
                .formatted(engine.getPid(), why);
        return event("", "engine_restarted", Severity.SEVERITY_ERROR, message);
    }

    /** Keeps the events durably before it returns; those that are kept already stay as they are. */
    void add(List<Event> events) {
        if (!events.isEmpty()) {
            store.add(events);
        }
    }

    /** Hands on what was not handed on yet. What cannot be handed on now stays for the next time. */
    void forward() {
        if (!forwarding.tryLock()) {
            return;
        }
        try {
            List<Event> batch = store.unspooled(BATCH);
            while (!batch.isEmpty()) {
                batch.forEach(sink::accept);
                store.markSpooled(batch);
                batch = batch.size() < BATCH ? List.of() : store.unspooled(BATCH);
            }
        } catch (RuntimeException failure) {
            LOG.warnf("events stay in mroute.db for now: %s", failure.getMessage());
        } finally {
            forwarding.unlock();
        }
    }

    List<Event> newest(int limit) {
        return store.events(limit);
    }

    List<Event> newest(FlowId flow, int limit) {
        return store.events(flow, limit);
    }

    private Event event(String flowId, String type, Severity severity, String message) {
        Instant now = clock.instant();
        return Event.newBuilder()
                .setId(EventId.at(now).value())
                .setOccurredAtMs(now.toEpochMilli())
                .setType(type)
                .setSeverity(severity)
                .setFlowId(flowId)
                .setMessage(message)
                .build();
    }
}
