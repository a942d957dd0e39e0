package dev.flotilla.control.stream.artifact;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.StreamPresences;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.stream.RandomText;
import dev.flotilla.control.stream.Rules;
import dev.flotilla.control.stream.Stream;
import dev.flotilla.control.stream.Streams;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import dev.flotilla.proto.stream.v1.RecordingSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What users want of clips and recordings: each wish is a row of the catalogue at once, and an order for a Foghorn. */
@ApplicationScoped
class ArtifactWishes {
    private static final Set<String> FORMATS = Set.of("mp4", "mkv", "webm", "ts");
    private static final Stream.Recording USUAL = new Stream.Recording(7200, 6);

    private record New(
            String hash,
            Stream stream,
            ArtifactKind kind,
            String title,
            String format,
            @Nullable Integer keepDays) {}

    private final Tenancy tenancy;
    private final Streams streams;
    private final Artifacts artifacts;
    private final ArtifactOrders orders;
    private final ArtifactDeletion deletion;
    private final StreamPresences presences;
    private final ArtifactConfig config;
    private final Clock clock = Clock.systemUTC();

    ArtifactWishes(
            Tenancy tenancy,
            Streams streams,
            Artifacts artifacts,
            ArtifactOrders orders,
            ArtifactDeletion deletion,
            StreamPresences presences,
            ArtifactConfig config) {
        this.tenancy = tenancy;
        this.streams = streams;
        this.artifacts = artifacts;
        this.orders = orders;
        this.deletion = deletion;
        this.presences = presences;
        this.config = config;
    }

    Artifact clip(TenantId tenant, ArtifactInput.CreateClip input, String login) {
        Instant now = now();
        Stream stream = stream(tenant, input.streamId());
        String format = requireNonNullElse(input.format(), "mp4");
        if (!FORMATS.contains(format)) {
            throw new Refused(InvalidInput.of("format", format, "must be mp4, mkv, webm or ts"));
        }
        ClipSpan span = ClipSpan.of(input, now, () -> beginning(tenant, stream, input.recordingId()));
        String hash = ArtifactHash.at(now).value();
        String title = title(input.title());
        ArtifactOrder order = order(hash, stream)
                .setClip(ArtifactOrder.Clip.newBuilder()
                        .setTitle(title)
                        .setFormat(format)
                        .setStartMs(span.start().toEpochMilli())
                        .setStopMs(span.end().toEpochMilli()))
                .build();
        return add(
                tenant,
                new New(hash, stream, ArtifactKind.CLIP, title, format, checkedDays(input.keepDays())),
                order,
                login);
    }

    Artifact startRecording(TenantId tenant, ArtifactInput.StartRecording input, String login) {
        Stream stream = stream(tenant, input.streamId());
        Stream.Recording usual = stream.recording().orElse(USUAL);
        int window = requireNonNullElse(input.windowSeconds(), usual.windowSeconds());
        int segment = requireNonNullElse(input.segmentSeconds(), usual.segmentSeconds());
        Rules.recordingWindow("windowSeconds", window);
        Rules.recordingSegment("segmentSeconds", segment);
        String hash = ArtifactHash.at(now()).value();
        ArtifactOrder order = order(hash, stream)
                .setStartRecording(ArtifactOrder.StartRecording.newBuilder()
                        .setSettings(RecordingSettings.newBuilder()
                                .setWindowS(window)
                                .setSegmentS(segment)))
                .build();
        return add(
                tenant,
                new New(hash, stream, ArtifactKind.RECORDING, title(input.title()), "m3u8", null),
                order,
                login);
    }

    /** What was not begun yet is given up. */
    Artifact stopRecording(TenantId tenant, String hash) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> {
                    Artifact recording = artifacts.get(tenant, hash);
                    AuditNotes.before(recording);
                    boolean isRunning = recording.kind() == ArtifactKind.RECORDING
                            && (recording.status() == ArtifactStatus.REQUESTED
                                    || recording.status() == ArtifactStatus.RECORDING);
                    if (!isRunning) {
                        throw new Refused(new Conflict("'%s' is not a recording that goes on.".formatted(hash)));
                    }
                    orders.give(
                            sql,
                            tenant,
                            ArtifactOrder.newBuilder()
                                    .setHash(hash)
                                    .setStreamId(recording.streamId())
                                    .setStream(recording.streamName())
                                    .setStopRecording(ArtifactOrder.StopRecording.getDefaultInstance())
                                    .build());
                    return recording;
                }));
    }

    void delete(TenantId tenant, String hash) {
        tenancy.run(
                tenant,
                () -> tenancy.<Boolean>sql(sql -> {
                    AuditNotes.before(artifacts.get(tenant, hash));
                    deletion.delete(sql, tenant, hash);
                    return true;
                }));
    }

    private Artifact add(TenantId tenant, New made, ArtifactOrder order, String login) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> {
                    Preparation.lock(sql, "artifacts of " + tenant);
                    refuseTooMany(sql, tenant);
                    if (made.kind() == ArtifactKind.RECORDING) {
                        refuseASecond(sql, made.stream());
                    }
                    sql.update(
                            """
                            insert into stream.artifact (tenant_id, hash, stream_id, stream_name, kind, status, title, format, playback_id,
                                keep_days, created_at, created_by)
                            values (?, ?, ?, ?, ?, 'REQUESTED', ?, ?, ?, ?, ?, ?)\
                            """,
                            tenant.value(),
                            made.hash(),
                            made.stream().id(),
                            made.stream().name(),
                            made.kind().name(),
                            made.title(),
                            made.format(),
                            RandomText.playbackId(),
                            made.keepDays(),
                            now(),
                            login);
                    orders.give(sql, tenant, order);
                    return artifacts.get(tenant, made.hash());
                }));
    }

    private void refuseTooMany(Sql sql, TenantId tenant) {
        if (artifacts.count(tenant, new Artifacts.Which(null, null)) >= config.mostOfTenant()) {
            throw new Refused(
                    new Conflict("A tenant has at most %d clips and recordings.".formatted(config.mostOfTenant())));
        }
        if (orders.count(sql) >= config.mostOrders()) {
            throw new Refused(new Conflict(
                    "%d clips and recordings wait to be made: come back later.".formatted(config.mostOrders())));
        }
    }

    private static void refuseASecond(Sql sql, Stream stream) {
        sql.one("""
            select hash from stream.artifact where stream_id = ? and kind = 'RECORDING' and deleted_at is null
                and status in ('REQUESTED', 'RECORDING') limit 1\
            """, row -> row.getString(1), stream.id()).ifPresent(running -> {
            throw new Refused(new Conflict("The stream is being recorded already: '%s'.".formatted(running)));
        });
    }

    /** What a relative clip counts from. */
    private Optional<Instant> beginning(TenantId tenant, Stream stream, @Nullable String recording) {
        if (recording == null) {
            return presences.publishedSince(tenant, stream.id());
        }
        Artifact found = artifacts.get(tenant, recording);
        if (!found.streamId().equals(stream.id()) || found.kind() != ArtifactKind.RECORDING) {
            throw new Refused(InvalidInput.of("recordingId", recording, "must be a recording of the stream"));
        }
        return found.startedAt();
    }

    private Stream stream(TenantId tenant, String id) {
        Stream stream = streams.find(tenant, id).orElseThrow(() -> new Refused(NotFound.of("stream", id)));
        if (stream.isSuspended()) {
            throw new Refused(new Conflict("The stream is suspended."));
        }
        return stream;
    }

    private static ArtifactOrder.Builder order(String hash, Stream stream) {
        return ArtifactOrder.newBuilder().setHash(hash).setStreamId(stream.id()).setStream(stream.name());
    }

    private static String title(@Nullable String title) {
        return title == null || title.isBlank() ? "" : Rules.name("title", title);
    }

    static @Nullable Integer checkedDays(@Nullable Integer days) {
        if (days != null && (days < 0 || days > 36_500)) {
            throw new Refused(InvalidInput.of("keepDays", days, "must be 0 (for ever) to 36500"));
        }
        return days;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
