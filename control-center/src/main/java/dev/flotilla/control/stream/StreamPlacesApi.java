package dev.flotilla.control.stream;

import static java.util.stream.Collectors.groupingBy;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.event.StreamPresences;
import dev.flotilla.control.event.StreamPresences.Presence;
import dev.flotilla.control.fleet.ShownNode;
import dev.flotilla.control.fleet.ShownNodes;
import dev.flotilla.id.NodeId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Where streams are, and by which doors they are published and watched, in the API. */
@GraphQLApi
public class StreamPlacesApi {
    /** A stream on a node, as the node last said. */
    @DefaultNonNull
    @Name("StreamPresence")
    public record ShownPresence(
            @Ignore NodeId onNode, @Name("isSource") boolean isSource, long viewers, Instant reportedAt) {}

    private final Caller caller;
    private final StreamPresences presences;
    private final ShownNodes nodes;
    private final Doors doors;

    StreamPlacesApi(Caller caller, StreamPresences presences, ShownNodes nodes, Doors doors) {
        this.caller = caller;
        this.presences = presences;
        this.nodes = nodes;
        this.doors = doors;
    }

    public @NonNull List<@NonNull List<@NonNull ShownPresence>> presences(@Source List<Stream> streams) {
        List<String> ids = streams.stream().map(Stream::id).toList();
        Map<String, List<Presence>> found =
                presences.of(caller.tenant(), ids).stream().collect(groupingBy(Presence::stream));
        return ids.stream()
                .map(id -> found.getOrDefault(id, List.of()).stream()
                        .map(at -> new ShownPresence(at.node(), at.isSource(), at.viewers(), at.reportedAt()))
                        .toList())
                .toList();
    }

    /** The node of each presence. */
    public @NonNull List<@NonNull ShownNode> node(@Source List<ShownPresence> presences) {
        List<NodeId> ids = presences.stream().map(ShownPresence::onNode).toList();
        Map<NodeId, ShownNode> found = nodes.byId(caller.tenant(), ids);
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    /** One of each region that has a Foghorn, by the region's name; one that is connected, if there is one. */
    public @NonNull List<@NonNull List<Doors.@NonNull Address>> addresses(@Source List<Stream> streams) {
        List<Doors.Door> open = doors.of(caller.tenant());
        return streams.stream()
                .map(stream -> open.stream().map(door -> door.address(stream)).toList())
                .toList();
    }
}
