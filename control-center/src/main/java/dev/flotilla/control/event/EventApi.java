package dev.flotilla.control.event;

import dev.flotilla.control.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Events in the API. */
@GraphQLApi
public class EventApi {
    private final Caller caller;
    private final Events events;

    EventApi(Caller caller, Events events) {
        this.caller = caller;
        this.events = events;
    }

    /** Newest first. */
    @Query
    public @NonNull EventConnection events(
            @DefaultValue("50") int first,
            @Nullable String after,
            @Id @Nullable String nodeId,
            @Id @Nullable String flowId,
            @Id @Nullable String streamId) {
        return EventConnection.of(events.page(
                caller.tenant(), first, Optional.ofNullable(after), new Events.Whose(nodeId, flowId, streamId)));
    }

    /** What happened to a stream or its viewers, JSON; null on events of other kinds. */
    public List<Optional<String>> media(@Source List<ShownEvent> shown) {
        Map<String, String> found =
                events.media(caller.tenant(), shown.stream().map(ShownEvent::id).toList());
        return shown.stream()
                .map(event -> Optional.ofNullable(found.get(event.onNode() + event.id())))
                .toList();
    }
}
