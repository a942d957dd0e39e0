package dev.flotilla.control.event;

import dev.flotilla.control.event.RecordedEvent.Severity;
import dev.flotilla.id.NodeId;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** An event as the API shows it; what it says of streams and viewers is read only when it is asked for. */
@Name("Event")
public record ShownEvent(
        @Id @NonNull String id,
        @Ignore NodeId onNode,
        @NonNull Instant occurredAt,
        @NonNull Instant receivedAt,
        @NonNull String type,
        @NonNull Severity severity,
        @NonNull String message,
        @Id @Nullable String flowId,
        @Id @Nullable String streamId) {
    static ShownEvent of(RecordedEvent event) {
        return new ShownEvent(
                event.id().value(),
                event.node(),
                event.occurredAt(),
                event.receivedAt(),
                event.type(),
                event.severity(),
                event.message(),
                event.flow().orElse(null),
                event.stream().orElse(null));
    }
}
