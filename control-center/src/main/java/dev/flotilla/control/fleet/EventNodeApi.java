package dev.flotilla.control.fleet;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.event.ShownEvent;
import dev.flotilla.id.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** The nodes of events. Here, because events know nodes by their id alone. */
@GraphQLApi
public class EventNodeApi {
    private final Caller caller;
    private final ShownNodes shown;

    EventNodeApi(Caller caller, ShownNodes shown) {
        this.caller = caller;
        this.shown = shown;
    }

    public @NonNull List<@NonNull ShownNode> node(@Source List<ShownEvent> events) {
        List<NodeId> ids = events.stream().map(ShownEvent::onNode).toList();
        Map<NodeId, ShownNode> nodes = shown.byId(caller.tenant(), ids);
        return ids.stream().map(id -> Objects.requireNonNull(nodes.get(id))).toList();
    }
}
