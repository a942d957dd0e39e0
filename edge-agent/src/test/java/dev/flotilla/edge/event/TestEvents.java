package dev.flotilla.edge.event;

import dev.flotilla.id.EventId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import java.time.Instant;

/** Events for tests. */
public final class TestEvents {
    private TestEvents() {}

    public static Event event(Severity severity, String message) {
        Instant now = Instant.now();
        return Event.newBuilder()
                .setId(EventId.at(now).value())
                .setOccurredAtMs(now.toEpochMilli())
                .setType("test")
                .setSeverity(severity)
                .setMessage(message)
                .build();
    }

    public static Event info(String message) {
        return event(Severity.SEVERITY_INFO, message);
    }
}
