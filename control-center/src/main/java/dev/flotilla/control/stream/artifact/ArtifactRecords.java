package dev.flotilla.control.stream.artifact;

import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Clips and recordings as the edges need them. */
@ApplicationScoped
public class ArtifactRecords {
    /** An artifact of that stream; a video is of none, and what stands there is its own. */
    public record OfStream(String streamId, String streamName, ArtifactRecord artifact) {}

    private final Artifacts artifacts;

    ArtifactRecords(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** Upper and lower case are one. */
    public Optional<OfStream> byPlaybackId(TenantId tenant, String playbackId) {
        return artifacts.byPlaybackId(tenant, playbackId).map(found -> {
            List<NodeId> nodes = artifacts.copies(tenant, List.of(found.id())).getOrDefault(found.id(), List.of());
            return new OfStream(found.streamId(), found.streamName(), record(found, nodes));
        });
    }

    private static ArtifactRecord record(Artifact artifact, List<NodeId> nodes) {
        return ArtifactRecord.newBuilder()
                .setHash(artifact.id())
                .setKind(artifact.kind().told())
                .setStatus(artifact.status().told())
                .setPlaybackId(artifact.playbackId())
                .setTitle(artifact.title())
                .setFormat(artifact.format())
                .setStartedAtMs(artifact.startedAt().map(Instant::toEpochMilli).orElse(0L))
                .setEndedAtMs(artifact.endedAt().map(Instant::toEpochMilli).orElse(0L))
                .setDurationMs(artifact.durationMs())
                .setSizeBytes(artifact.sizeBytes())
                .setFile(artifact.isStored() ? artifact.file() : "")
                .addAllNodeIds(nodes.stream().map(NodeId::value).toList())
                .build();
    }
}
