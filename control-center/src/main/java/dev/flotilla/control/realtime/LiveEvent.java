package dev.flotilla.control.realtime;

import dev.flotilla.control.event.RecordedEvent.Severity;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;

/** An event as a subscription tells it: {@code Event} with ids in the stead of things, which a query answers as they are now. */
@DefaultNonNull
public record LiveEvent(
        @Id String id,
        @Id String nodeId,
        Instant occurredAt,
        Instant receivedAt,
        String type,
        Severity severity,
        String message,
        @Id Optional<String> flowId,
        @Id Optional<String> streamId,
        Optional<String> media) {
    static LiveEvent of(Fact fact) {
        var event = fact.event();
        return new LiveEvent(
                event.id().value(),
                event.node().value(),
                event.occurredAt(),
                event.receivedAt(),
                event.type(),
                event.severity(),
                event.message(),
                event.flow(),
                event.stream(),
                fact.media());
    }
}
