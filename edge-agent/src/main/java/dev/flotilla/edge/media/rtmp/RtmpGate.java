package dev.flotilla.edge.media.rtmp;

/** Who may publish. Asked on the connection's thread, once per publisher; may block it for a moment. */
@FunctionalInterface
public interface RtmpGate {
    /** What becomes of a publisher. */
    enum Verdict {
        WELCOME,
        /** The path is not the one that is expected here. */
        WRONG_KEY,
        /** Somebody publishes already. */
        OCCUPIED
    }

    /**
     * Decides about a publisher.
     *
     * @param path what it asked for: application and stream key, joined by '/'
     */
    Verdict decide(String path);
}
