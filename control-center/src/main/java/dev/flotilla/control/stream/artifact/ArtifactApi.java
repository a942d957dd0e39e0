package dev.flotilla.control.stream.artifact;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.fleet.ShownNode;
import dev.flotilla.control.fleet.ShownNodes;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import dev.flotilla.control.stream.Doors;
import dev.flotilla.control.stream.Stream;
import dev.flotilla.control.stream.Streams;
import dev.flotilla.id.NodeId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Clips and recordings in the API. */
@GraphQLApi
@Audited
public class ArtifactApi {
    /** Where an artifact is watched: the door of a region; takes an ending that names a protocol (".m3u8"). */
    @DefaultNonNull
    @Name("ArtifactAddress")
    public record Address(String region, String playbackUrl) {}

    private final Caller caller;
    private final Artifacts artifacts;
    private final ArtifactWishes wishes;
    private final ArtifactObjects objects;
    private final RetentionSettings retention;
    private final Streams streams;
    private final ShownNodes nodes;
    private final Doors doors;

    ArtifactApi(
            Caller caller,
            Artifacts artifacts,
            ArtifactWishes wishes,
            ArtifactObjects objects,
            RetentionSettings retention,
            Streams streams,
            ShownNodes nodes,
            Doors doors) {
        this.caller = caller;
        this.artifacts = artifacts;
        this.wishes = wishes;
        this.objects = objects;
        this.retention = retention;
        this.streams = streams;
        this.nodes = nodes;
        this.doors = doors;
    }

    /** Newest first: of all streams or of one, of both kinds or of one. */
    @Query
    public @NonNull ArtifactConnection artifacts(
            @DefaultValue("50") int first,
            @Nullable String after,
            @Id @Nullable String streamId,
            @Nullable ArtifactKind kind) {
        var which = new Artifacts.Which(streamId, kind);
        return ArtifactConnection.of(
                artifacts.page(caller.tenant(), first, Optional.ofNullable(after), which),
                artifacts.count(caller.tenant(), which));
    }

    @Query
    public Optional<Artifact> artifact(@Id @NonNull String id) {
        return artifacts.find(caller.tenant(), id);
    }

    /** What the object storage holds of it, at most 1,000 files; a recording's "index.m3u8" names its segments. */
    @Query
    public @NonNull ArtifactDownload artifactDownload(@Id @NonNull String id) {
        return objects.download(caller.tenant(), artifacts.get(caller.tenant(), id));
    }

    /** Of a stream, or of the tenant. */
    @Query
    public @NonNull ShownRetention artifactRetention(@Id @Nullable String streamId) {
        return retention.find(caller.tenant(), streamId);
    }

    @Mutation
    public @NonNull Artifact createClip(ArtifactInput.@NonNull CreateClip input) {
        return wishes.clip(caller.tenant(), input, caller.login());
    }

    @Mutation
    public @NonNull Artifact startRecording(ArtifactInput.@NonNull StartRecording input) {
        return wishes.startRecording(caller.tenant(), input, caller.login());
    }

    @Mutation
    public @NonNull Artifact stopRecording(@Id @NonNull String id) {
        return wishes.stopRecording(caller.tenant(), id);
    }

    /** From the catalogue at once; from nodes and object storage soon after. */
    @Mutation
    public @NonNull Deleted deleteArtifact(@Id @NonNull String id) {
        wishes.delete(caller.tenant(), id);
        return new Deleted(id);
    }

    /** Named, because a leading "set" is dropped otherwise. */
    @Mutation("setArtifactRetention")
    public @NonNull ShownRetention setArtifactRetention(ArtifactInput.@NonNull SetRetention input) {
        return retention.set(caller.tenant(), input);
    }

    /** The stream that it was made of; null when that is gone. */
    public List<Optional<Stream>> stream(@Source List<Artifact> artifacts) {
        Map<String, Stream> found = streams.byId(
                caller.tenant(),
                artifacts.stream().map(Artifact::streamId).distinct().toList());
        return artifacts.stream()
                .map(artifact -> Optional.ofNullable(found.get(artifact.streamId())))
                .toList();
    }

    /** The nodes that hold it. */
    public @NonNull List<@NonNull List<@NonNull ShownNode>> nodes(@Source List<Artifact> artifacts) {
        Map<String, List<NodeId>> copies = this.artifacts.copies(
                caller.tenant(), artifacts.stream().map(Artifact::id).toList());
        Map<NodeId, ShownNode> found = nodes.byId(
                caller.tenant(),
                copies.values().stream().flatMap(List::stream).distinct().toList());
        return artifacts.stream()
                .map(artifact -> copies.getOrDefault(artifact.id(), List.of()).stream()
                        .map(found::get)
                        .filter(Objects::nonNull)
                        .toList())
                .toList();
    }

    public @NonNull List<@NonNull List<@NonNull Address>> addresses(@Source List<Artifact> artifacts) {
        List<Doors.Door> open = doors.of(caller.tenant());
        return artifacts.stream()
                .map(artifact -> open.stream()
                        .map(door -> new Address(door.region(), door.playbackUrl(artifact.playbackId())))
                        .toList())
                .toList();
    }
}
