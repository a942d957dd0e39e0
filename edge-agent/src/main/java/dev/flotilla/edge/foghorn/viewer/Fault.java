package dev.flotilla.edge.foghorn.viewer;

import java.util.Locale;

/** Why a viewer or publisher gets no way, by the words that users know. */
enum Fault {
    MISSING_VIEW_KEY(400),
    INVALID_VIEW_KEY(400),
    INVALID_REQUEST(400),
    VIEW_KEY_NOT_FOUND(404),
    PROTOCOL_NOT_AVAILABLE(404),
    PLAYBACK_ACCESS_DENIED(403),
    /** No node serves the stream now: it may be worth another try. */
    PLAYBACK_RESOLUTION_FAILED(503),
    /** No node that is there holds it, and neither does the object storage: it may be worth another try. */
    REMOTE_ARTIFACT_UNAVAILABLE(503),
    METHOD_NOT_ALLOWED(405),
    MISSING_STREAM_KEY(400),
    INVALID_STREAM_KEY(404),
    ACCOUNT_SUSPENDED(403),
    PULL_MODE(403),
    CLUSTER_NOT_ENTITLED(403),
    VALIDATION_UNAVAILABLE(503),
    NO_INGEST_NODES(503),
    RATE_LIMITED(429),
    INTERNAL_ERROR(500);

    private final int status;

    Fault(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The same word as texts have it. */
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
