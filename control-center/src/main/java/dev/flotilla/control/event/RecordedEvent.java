package dev.flotilla.control.event;

import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened on a node, as it stands in the inbox.
 *
 * @param media what happened to a stream or its viewers, the JSON form of {@code MediaFact}
 */
public record RecordedEvent(
        EventId id,
        NodeId node,
        Instant occurredAt,
        Instant receivedAt,
        String type,
        Severity severity,
        Optional<String> flow,
        Optional<String> stream,
        String message,
        Optional<String> media) {
    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
