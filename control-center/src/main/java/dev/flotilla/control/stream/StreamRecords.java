package dev.flotilla.control.stream;

import com.google.protobuf.ByteString;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import dev.flotilla.proto.stream.v1.PullSource;
import dev.flotilla.proto.stream.v1.RecordingSettings;
import dev.flotilla.proto.stream.v1.StreamRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Streams as the edges need them: with the secrets of push targets and webhooks open. */
@ApplicationScoped
public class StreamRecords {
    private static final Pattern PLAYBACK_ID = Pattern.compile("[A-Za-z0-9]{16}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{32}");

    private final Tenancy tenancy;
    private final StreamRepository streams;
    private final StreamKeyRepository keys;
    private final SigningKeys signingKeys;
    private final PushTargets targets;
    private final Policies policies;
    private final Tenants tenants;

    StreamRecords(
            Tenancy tenancy,
            StreamRepository streams,
            StreamKeyRepository keys,
            SigningKeys signingKeys,
            PushTargets targets,
            Policies policies,
            Tenants tenants) {
        this.tenancy = tenancy;
        this.streams = streams;
        this.keys = keys;
        this.signingKeys = signingKeys;
        this.targets = targets;
        this.policies = policies;
        this.tenants = tenants;
    }

    /** Upper and lower case are one. */
    public Optional<StreamRecord> byPlaybackId(TenantId tenant, String playbackId) {
        if (!PLAYBACK_ID.matcher(playbackId).matches()) {
            return Optional.empty();
        }
        return record(
                tenant,
                () -> streams.find("playbackKey", playbackId.toLowerCase(Locale.ROOT))
                        .singleResultOptional());
    }

    public Optional<StreamRecord> byId(TenantId tenant, String id) {
        return record(tenant, () -> streams.findByIdOptional(id));
    }

    public Optional<StreamRecord> byKey(TenantId tenant, String key) {
        return KeySecret.of(key)
                .flatMap(secret -> record(
                        tenant,
                        () -> keys.find("keyHash", secret.hash())
                                .singleResultOptional()
                                .flatMap(found -> streams.findByIdOptional(found.streamId))));
    }

    /** By the name that the edges use, without MistServer's prefix. */
    public Optional<StreamRecord> byName(TenantId tenant, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return record(tenant, () -> streams.find("name", name).singleResultOptional());
    }

    private Optional<StreamRecord> record(TenantId tenant, Supplier<Optional<StreamEntity>> find) {
        return tenancy.call(tenant, () -> find.get().map(this::open));
    }

    /** What of a stream a video has that belongs to none: an id and a name of its own, and a policy. */
    public StreamRecord ofVideo(
            TenantId tenant, String id, String name, String playbackId, String title, PlaybackPolicy policy) {
        return tenancy.call(tenant, () -> {
            Tenant owner = tenants.get(tenant);
            return StreamRecord.newBuilder()
                    .setId(id)
                    .setTenantId(tenant.value())
                    .setName(name)
                    .setPlaybackId(playbackId)
                    .setTitle(title)
                    .setPolicy(policies.open(id, policy, policy.hasSignedToken() ? signingKeys.publicKeys() : Map.of()))
                    .setIsSuspended(owner.suspension().isPresent())
                    .setMostViewers(mostViewers(0, owner.limits().viewers()))
                    .build();
        });
    }

    private StreamRecord open(StreamEntity row) {
        Tenant owner = tenants.get(new TenantId(row.tenantId));
        Map<String, ByteString> publicKeys =
                row.policyKind.equals(PolicyKind.SIGNED_TOKEN.name()) ? signingKeys.publicKeys() : Map.of();
        StreamRecord.Builder stream = StreamRecord.newBuilder()
                .setId(row.id)
                .setTenantId(row.tenantId)
                .setName(row.name)
                .setPlaybackId(row.playbackId)
                .setTitle(row.title)
                .setPolicy(policies.open(row.id, row.policy(), publicKeys))
                .setIsSuspended(row.isSuspended || owner.suspension().isPresent())
                .setMostViewers(mostViewers(row.mostViewers, owner.limits().viewers()))
                .addAllPushTargets(targets.open(row.id));
        if (row.pullUrl != null) {
            // Its address is opened for each node that may have it.
            stream.setPullSource(PullSource.getDefaultInstance());
        }
        row.recording()
                .ifPresent(recording -> stream.setRecording(RecordingSettings.newBuilder()
                        .setWindowS(recording.windowSeconds())
                        .setSegmentS(recording.segmentSeconds())));
        return stream.build();
    }

    /** The smaller bound of the stream's own, where 0 is none, and of its tenant. A bound of none at all is 1: 0 would be no bound. */
    private static int mostViewers(int ofStream, Optional<Integer> ofTenant) {
        return ofTenant.map(limit -> Math.max(ofStream == 0 ? limit : Math.min(ofStream, limit), 1))
                .orElse(ofStream);
    }
}
