package dev.flotilla.control.event;

import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import java.time.Instant;
import java.util.Optional;

/** Something that happened on a node, as it stands in the inbox; what it says of streams and viewers is read apart. */
public record RecordedEvent(
        EventId id,
        NodeId node,
        Instant occurredAt,
        Instant receivedAt,
        String type,
        Severity severity,
        Optional<String> flow,
        Optional<String> stream,
        String message) {
    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
