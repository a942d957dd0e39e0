package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.fleet.Node;
import io.grpc.Status;
import java.util.List;

/** What a node hears whose certificate was taken back. */
public final class Revocation {
    static final String SENTENCE =
            "The certificate of this node was revoked. Enrol it again with a new bootstrap token.";
    static final Status STATUS = Status.PERMISSION_DENIED.withDescription(SENTENCE);

    private Revocation() {}

    /** Throws when the node was shut out, or the certificate that it shows taken back. */
    static void refuse(Node node, NodeIdentity who, Certificates certificates) {
        if (node.revokedAt() != null) {
            throw STATUS.asRuntimeException();
        }
        refuse(who, certificates);
    }

    /** Throws when the certificate was taken back; with a node all of its certificates are. */
    public static void refuse(NodeIdentity who, Certificates certificates) {
        if (certificates.validAmong(List.of(who.serial())).isEmpty()) {
            throw STATUS.asRuntimeException();
        }
    }
}
