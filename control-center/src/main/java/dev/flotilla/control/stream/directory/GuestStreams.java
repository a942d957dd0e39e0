package dev.flotilla.control.stream.directory;

import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.fleet.marketplace.GuestAccess;
import dev.flotilla.control.fleet.marketplace.GuestAccess.Admission;
import dev.flotilla.control.stream.StreamOwners;
import dev.flotilla.control.stream.directory.RecentAnswers.Answer;
import dev.flotilla.control.stream.directory.RecentAnswers.Kind;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** What a node is told of streams of other tenants: those that may use its cluster. */
@ApplicationScoped
class GuestStreams {
    private final StreamOwners owners;
    private final GuestAccess access;

    GuestStreams(StreamOwners owners, GuestAccess access) {
        this.owners = owners;
        this.access = access;
    }

    /** @param look how a stream of a tenant is found by that text */
    Answer find(NodeIdentity host, Kind kind, String text, Function<TenantId, Answer> look) {
        Optional<TenantId> owner = ownerOf(kind, text).filter(tenant -> !tenant.equals(host.tenant()));
        if (owner.isEmpty()) {
            return Answer.NONE;
        }
        return switch (access.of(host.node(), owner.get())) {
            case Admission.Allowed _ -> hosted(look.apply(owner.get()), host.tenant());
            case Admission.Refused _ -> Answer.rejected(Rejection.REJECTION_CLUSTER_NOT_ENTITLED);
            case Admission.Stranger _ -> Answer.NONE;
        };
    }

    /** Whose clip or recording it is, where the node may serve that tenant; its own tenant, where it may not. */
    TenantId tenantOf(NodeIdentity host, String artifactHash) {
        return owners.ofArtifact(artifactHash)
                .filter(owner -> !owner.equals(host.tenant()))
                .filter(owner -> access.of(host.node(), owner) instanceof Admission.Allowed)
                .orElse(host.tenant());
    }

    private Optional<TenantId> ownerOf(Kind kind, String text) {
        return switch (kind) {
            case STREAM_KEY -> owners.ofKey(text);
            case NAME -> owners.ofName(text);
            case PLAYBACK_ID -> owners.ofPlaybackId(text);
        };
    }

    /** Recordings are made in clusters of one's own: nobody else's nodes bring them to the catalogue. */
    private static Answer hosted(Answer found, TenantId host) {
        return new Answer(
                found.stream()
                        .map(stream -> stream.toBuilder()
                                .setHostTenantId(host.value())
                                .clearRecording()
                                .build()),
                found.artifact());
    }
}
