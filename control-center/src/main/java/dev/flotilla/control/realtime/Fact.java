package dev.flotilla.control.realtime;

import dev.flotilla.control.event.RecordedEvent;
import dev.flotilla.id.TenantId;
import java.util.Optional;

/**
 * Something that happened, at its position in the log.
 *
 * @param media what it says of streams and viewers, JSON; left out where that is long
 */
public record Fact(TenantId tenant, Position position, RecordedEvent event, Optional<String> media) {
    boolean isOf(String type) {
        return event.type().equals(type);
    }
}
