package dev.flotilla.edge.uplink.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult.Enrolled;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult.Refused;
import dev.flotilla.edge.uplink.identity.CenterAddress;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.NodeKey;
import dev.flotilla.edge.uplink.identity.Pem;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.enrolment.BootstrapToken;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;

/** Turns a bootstrap token into this node's identity. */
public final class Enrolment {
    private final IdentityFolder folder;
    private final Clock clock;

    public Enrolment(IdentityFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Makes a new key, asks the control center for a certificate, and stores both. Blocks at most half a minute.
     *
     * @param again whether an identity that is there already may be replaced
     */
    public EnrolmentResult enrol(CenterAddress center, BootstrapToken token, Applicant applicant, boolean again) {
        try {
            if (!again) {
                var present = folder.load();
                if (present.isPresent()) {
                    return new Refused(EnrolmentFault.ALREADY_ENROLLED, "as " + present.get());
                }
            }
            NodeKey key = NodeKey.generate();
            var answer = new EnrolmentCall(center, token, folder.via().isPresent())
                    .send(applicant, key.certificateRequest(applicant.hostname()), clock.instant());
            return switch (answer) {
                case EnrolmentCall.Answer.Denied(Refused why) -> why;
                case EnrolmentCall.Answer.Accepted(JsonNode body) -> stored(body, center, token, key);
            };
        } catch (IOException e) {
            return new Refused(EnrolmentFault.DATA_FOLDER, reason(e));
        }
    }

    private EnrolmentResult stored(JsonNode body, CenterAddress center, BootstrapToken token, NodeKey key)
            throws IOException {
        Identity identity;
        try {
            identity = identity(body, center, token, key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return new Refused(EnrolmentFault.CENTER_FAILED, String.valueOf(e.getMessage()));
        }
        folder.store(identity);
        return new Enrolled(identity);
    }

    private static Identity identity(JsonNode body, CenterAddress center, BootstrapToken token, NodeKey key)
            throws GeneralSecurityException {
        X509Certificate authority = Pem.certificate(text(body, "authority"));
        X509Certificate certificate = Pem.certificate(text(body, "certificate"));
        if (!token.pins(authority)) {
            throw new GeneralSecurityException("authority: not the one that the token pins");
        }
        if (!key.belongsTo(certificate)) {
            throw new GeneralSecurityException("certificate: issued for another key");
        }
        certificate.verify(authority.getPublicKey());
        return new Identity(
                new NodeId(text(body, "node_id")),
                text(body, "node_name"),
                new TenantId(text(body, "tenant_id")),
                new ClusterId(text(body, "cluster_id")),
                center,
                UplinkAddress.parse(text(body, "uplink")),
                key.secret(),
                certificate,
                authority);
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + ": missing in the answer");
        }
        return value.asText();
    }

    private static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getClass() == IOException.class
                ? message
                : message + ": " + failure.getClass().getSimpleName();
    }
}
