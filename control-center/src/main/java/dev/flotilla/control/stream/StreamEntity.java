package dev.flotilla.control.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.id.StreamId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of streams. */
@Entity
@Table(schema = "stream", name = "stream")
class StreamEntity {
    @Id
    String id;

    String tenantId;
    String title;
    String description;
    String name;
    String playbackId;

    /** The playback id in lower case, which the database writes. */
    @Column(insertable = false, updatable = false)
    String playbackKey;

    boolean isSuspended;
    int mostViewers;

    @Column(name = "recording_window_s")
    Integer recordingWindow;

    @Column(name = "recording_segment_s")
    Integer recordingSegment;

    byte[] pullUrl;
    String pullMaskedUrl;
    boolean pullIsEnabled;
    String[] pullClusterIds = {};
    String policyKind;
    byte[] policy;
    Instant createdAt;
    Instant updatedAt;

    StreamEntity() {}

    StreamEntity(TenantId tenant, StreamId id, String title, String description, Instant now) {
        this.id = id.value();
        tenantId = tenant.value();
        this.title = title;
        this.description = description;
        name = RandomText.streamName();
        playbackId = RandomText.playbackId();
        policyKind = PolicyKind.PUBLIC.name();
        policy = Policies.PUBLIC.toByteArray();
        createdAt = now;
        updatedAt = now;
    }

    Stream stream() {
        return new Stream(
                id,
                title,
                description,
                name,
                playbackId,
                isSuspended,
                mostViewers == 0 ? Optional.empty() : Optional.of(mostViewers),
                recording(),
                ShownPolicy.of(policy()),
                pullUrl == null ? IngestMode.PUSH : IngestMode.PULL,
                pullSource(),
                createdAt,
                updatedAt);
    }

    Optional<Stream.Recording> recording() {
        return Optional.ofNullable(recordingWindow).map(window -> new Stream.Recording(window, recordingSegment));
    }

    Optional<PullSource> pullSource() {
        return Optional.ofNullable(pullMaskedUrl)
                .map(masked -> new PullSource(masked, pullIsEnabled, List.of(pullClusterIds)));
    }

    /** Sealed, and with the ids of its keys alone. */
    PlaybackPolicy policy() {
        try {
            return PlaybackPolicy.parseFrom(policy);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the policy of stream '%s' cannot be read".formatted(id), e);
        }
    }
}
