package dev.flotilla.control.realtime;

import dev.flotilla.control.access.Caller;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What happens to the tenant's things, told while it happens; after a cursor, first what happened since. */
@GraphQLApi
public class LiveApi {
    private static final Set<String> CONNECTIONS =
            Set.of("viewer_connect", "viewer_disconnect", "load_balancing", "client_lifecycle_batch");
    private static final Set<String> ARTIFACTS =
            Set.of("clip_lifecycle", "dvr_lifecycle", "vod_lifecycle", "recording_complete", "recording_segment");

    private final Caller caller;
    private final LiveFeed feed;

    LiveApi(Caller caller, LiveFeed feed) {
        this.caller = caller;
        this.feed = feed;
    }

    /** Everything that happens, as it is taken in from the nodes. */
    @Subscription
    public @NonNull Multi<@NonNull LiveMessage> liveFirehose(@Nullable String after) {
        return live(after, _ -> true);
    }

    /** The life of streams: published, healthy or not, ended, pushed elsewhere. */
    @Subscription
    public @NonNull Multi<@NonNull LiveMessage> liveStreamEvents(
            @Id @Nullable String streamId, @Nullable String after) {
        return live(
                after,
                ofStream(streamId)
                        .and(fact -> fact.event().stream().isPresent())
                        .and(fact -> !CONNECTIONS.contains(fact.event().type())
                                && !ARTIFACTS.contains(fact.event().type())));
    }

    /** Viewers that come, go and are led to nodes. */
    @Subscription
    public @NonNull Multi<@NonNull LiveMessage> liveConnectionEvents(
            @Id @Nullable String streamId, @Nullable String after) {
        return live(
                after,
                ofStream(streamId).and(fact -> CONNECTIONS.contains(fact.event().type())));
    }

    /** The tracks of streams, when they change. */
    @Subscription
    public @NonNull Multi<@NonNull LiveMessage> liveTrackListUpdates(
            @Id @Nullable String streamId, @Nullable String after) {
        return live(after, ofStream(streamId).and(fact -> fact.isOf("stream_track_list")));
    }

    /** The life of clips, from the order to the end. */
    @Subscription
    public @NonNull Multi<@NonNull LiveMessage> liveClipLifecycle(
            @Id @Nullable String streamId, @Nullable String after) {
        return live(after, ofStream(streamId).and(fact -> fact.isOf("clip_lifecycle")));
    }

    /** The life of recordings. */
    @Subscription
    public @NonNull Multi<@NonNull LiveMessage> liveDvrLifecycle(
            @Id @Nullable String streamId, @Nullable String after) {
        return live(after, ofStream(streamId).and(fact -> fact.isOf("dvr_lifecycle")));
    }

    /** What becomes of flows. */
    @Subscription
    public @NonNull Multi<@NonNull LiveMessage> liveFlowEvents(@Id @Nullable String flowId, @Nullable String after) {
        return live(
                after,
                fact -> fact.event()
                        .flow()
                        .map(flow -> flowId == null || flow.equals(flowId))
                        .orElse(false));
    }

    /** Nodes that come, go, change their mode or have something to say of themselves. */
    @Subscription
    public @NonNull Multi<@NonNull LiveMessage> liveSystemHealth(@Nullable String after) {
        return live(
                after,
                fact -> fact.event().flow().isEmpty()
                        && fact.media().isEmpty()
                        && fact.event().stream().isEmpty());
    }

    private Multi<LiveMessage> live(@Nullable String after, Predicate<Fact> wanted) {
        return feed.facts(caller.tenant(), Optional.ofNullable(after), wanted);
    }

    private static Predicate<Fact> ofStream(@Nullable String stream) {
        return fact ->
                stream == null || fact.event().stream().map(stream::equals).orElse(false);
    }
}
