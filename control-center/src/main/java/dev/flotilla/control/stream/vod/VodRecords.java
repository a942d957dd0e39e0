package dev.flotilla.control.stream.vod;

import dev.flotilla.control.stream.StreamRecords;
import dev.flotilla.control.stream.artifact.ArtifactRecords.OfStream;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.StreamRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the edges need to know of videos besides the artifact: who may watch. */
@ApplicationScoped
public class VodRecords {
    private final VodAssets assets;
    private final StreamRecords streams;

    VodRecords(VodAssets assets, StreamRecords streams) {
        this.assets = assets;
        this.streams = streams;
    }

    /** In the place of the stream that a video does not have. */
    public Optional<StreamRecord> record(TenantId tenant, OfStream found) {
        ArtifactRecord artifact = found.artifact();
        return assets.find(tenant, artifact.getHash())
                .map(row -> streams.ofVideo(
                        tenant,
                        found.streamId(),
                        found.streamName(),
                        artifact.getPlaybackId(),
                        artifact.getTitle(),
                        row.policy()));
    }
}
