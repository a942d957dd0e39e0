package dev.flotilla.edge.foghorn.artifact;

import java.util.Locale;

/** Why a request came to nothing, by its HTTP status. */
enum Fault {
    INVALID_REQUEST(400),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    REQUEST_TIMEOUT(408),
    /** The node was asked and does not do it. */
    REFUSED(409),
    /** No node can do it at present: it may be worth another try. */
    UNAVAILABLE(503),
    INTERNAL_ERROR(500);

    private final int status;

    Fault(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
