package dev.flotilla.control.stream;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Streams and who may watch them, in the API. */
@GraphQLApi
@Audited
public class StreamApi {
    /** The only answer that ever holds the stream's first key. */
    @DefaultNonNull
    @Name("CreatedStream")
    public record Created(Stream stream, StreamKeyApi.Created firstKey) {}

    private final Caller caller;
    private final Streams streams;
    private final StreamKeys keys;
    private final PushTargets targets;

    StreamApi(Caller caller, Streams streams, StreamKeys keys, PushTargets targets) {
        this.caller = caller;
        this.streams = streams;
        this.keys = keys;
        this.targets = targets;
    }

    /** Newest first; those whose title holds the text, or whose playback id it is. */
    @Query
    public @NonNull StreamConnection streams(
            @DefaultValue("50") int first, @Nullable String after, @Nullable String search) {
        String text = requireNonNullElse(search, "");
        return StreamConnection.of(
                streams.page(caller.tenant(), first, Optional.ofNullable(after), text),
                streams.count(caller.tenant(), text));
    }

    @Query
    public Optional<Stream> stream(@Id @NonNull String id) {
        return streams.find(caller.tenant(), id);
    }

    @Mutation
    public @NonNull Created createStream(@NonNull StreamInput.Create input) {
        Streams.Created created = streams.create(caller.tenant(), input, caller.login());
        return new Created(created.stream(), StreamKeyApi.Created.of(created.key()));
    }

    @Mutation
    public @NonNull Stream updateStream(@NonNull StreamInput.Update input) {
        return streams.update(caller.tenant(), input);
    }

    @Mutation
    public @NonNull Deleted deleteStream(@Id @NonNull String id) {
        streams.delete(caller.tenant(), id);
        return new Deleted(id);
    }

    /** Named, because a leading "set" is dropped otherwise. */
    @Mutation("setPlaybackPolicy")
    public @NonNull Stream setPlaybackPolicy(@NonNull StreamInput.SetPolicy input) {
        return streams.setPolicy(caller.tenant(), input);
    }

    /** Named, because a leading "set" is dropped otherwise. */
    @Mutation("setPullSource")
    public @NonNull Stream setPullSource(@NonNull StreamInput.SetPull input) {
        return streams.setPullSource(caller.tenant(), input);
    }

    public @NonNull List<@NonNull List<@NonNull StreamKey>> keys(@Source List<Stream> streams) {
        Map<String, List<StreamKey>> found = keys.ofStreams(caller.tenant(), idsOf(streams));
        return streams.stream()
                .map(stream -> found.getOrDefault(stream.id(), List.of()))
                .toList();
    }

    public @NonNull List<@NonNull List<@NonNull PushTarget>> pushTargets(@Source List<Stream> streams) {
        Map<String, List<PushTarget>> found = targets.ofStreams(caller.tenant(), idsOf(streams));
        return streams.stream()
                .map(stream -> found.getOrDefault(stream.id(), List.of()))
                .toList();
    }

    private static List<String> idsOf(List<Stream> streams) {
        return streams.stream().map(Stream::id).distinct().toList();
    }
}
