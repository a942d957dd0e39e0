package dev.flotilla.control.stream;

import static java.util.stream.Collectors.groupingBy;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.event.StreamPresences;
import dev.flotilla.control.event.StreamPresences.Presence;
import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.Foghorns;
import dev.flotilla.control.fleet.Foghorns.Foghorn;
import dev.flotilla.control.fleet.ShownNode;
import dev.flotilla.control.fleet.ShownNodes;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Clock;
import java.time.Duration;
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

    /**
     * The door of a region, which knows the best of its nodes.
     *
     * @param playbackUrl where it is watched; takes an ending that names a protocol (".m3u8")
     * @param ingestUrl followed by '/' and a stream key it answers where to publish
     */
    @DefaultNonNull
    @Name("StreamAddress")
    public record Address(String region, String playbackUrl, String ingestUrl) {}

    /** A Foghorn that was not heard of for so long is not recommended. */
    private static final Duration ABSENCE = Duration.ofMinutes(5);

    private final Caller caller;
    private final StreamPresences presences;
    private final ShownNodes nodes;
    private final Clusters clusters;
    private final Foghorns foghorns;
    private final Clock clock = Clock.systemUTC();

    StreamPlacesApi(Caller caller, StreamPresences presences, ShownNodes nodes, Clusters clusters, Foghorns foghorns) {
        this.caller = caller;
        this.presences = presences;
        this.nodes = nodes;
        this.clusters = clusters;
        this.foghorns = foghorns;
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

    /** One of each region that has a Foghorn, by the region's name. */
    public @NonNull List<@NonNull List<@NonNull Address>> addresses(@Source List<Stream> streams) {
        TenantId tenant = caller.tenant();
        List<Cluster> regions = clusters.all(tenant);
        Map<ClusterId, List<Foghorn>> doors = foghorns.of(
                regions.stream().map(Cluster::clusterId).toList(),
                clock.instant().minus(ABSENCE));
        return streams.stream()
                .map(stream -> regions.stream()
                        .flatMap(region -> doors.getOrDefault(region.clusterId(), List.of()).stream()
                                .filter(door -> door.http() != null)
                                .limit(1)
                                .map(door -> address(region, String.valueOf(door.http()), stream)))
                        .toList())
                .toList();
    }

    private static Address address(Cluster region, String http, Stream stream) {
        return new Address(region.name(), http + "/play/" + stream.playbackId(), http + "/ingest");
    }
}
