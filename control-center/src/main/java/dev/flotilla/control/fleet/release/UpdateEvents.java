package dev.flotilla.control.fleet.release;

import dev.flotilla.control.event.Events;
import dev.flotilla.id.EventId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Tells of the nodes that have come to the end of an attempt. */
@ApplicationScoped
class UpdateEvents {
    private final Events events;
    private final Clock clock = Clock.systemUTC();

    UpdateEvents(Events events) {
        this.events = events;
    }

    /** Outside of any transaction. */
    void tell(TenantId tenant, Collection<NodeUpdate> changed) {
        for (NodeUpdate update : changed) {
            if (!update.order().isEmpty()) {
                switch (update.state()) {
                    case HEALTHY ->
                        tell(
                                tenant,
                                update,
                                "agent_upgraded",
                                Severity.SEVERITY_INFO,
                                "The agent was upgraded from %s to %s.".formatted(update.before(), update.version()));
                    case FAILED, ROLLED_BACK ->
                        tell(
                                tenant,
                                update,
                                "agent_upgrade_failed",
                                Severity.SEVERITY_WARNING,
                                "The agent was not upgraded from %s to %s: %s"
                                        .formatted(update.before(), update.version(), update.reason()));
                    case PENDING, DRAINING, UPDATING -> {
                        // Nothing has come of it yet.
                    }
                }
            }
        }
    }

    private void tell(TenantId tenant, NodeUpdate update, String type, Severity severity, String message) {
        Instant now = clock.instant();
        events.record(
                tenant,
                update.node(),
                List.of(Event.newBuilder()
                        .setId(EventId.at(now).value())
                        .setOccurredAtMs(now.toEpochMilli())
                        .setType(type)
                        .setSeverity(severity)
                        .setMessage(message)
                        .build()));
    }
}
