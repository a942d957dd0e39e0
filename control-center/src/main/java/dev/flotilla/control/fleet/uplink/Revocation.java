package dev.flotilla.control.fleet.uplink;

import io.grpc.Status;

/** What a node hears whose certificate was taken back. */
final class Revocation {
    static final String SENTENCE =
            "The certificate of this node was revoked. Enrol it again with a new bootstrap token.";
    static final Status STATUS = Status.PERMISSION_DENIED.withDescription(SENTENCE);

    private Revocation() {}
}
