package dev.flotilla.mist.stream;

/** MistServer lets somebody not publish or not watch. */
public final class Denied extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** By which of its steps. What a client sees depends on it. */
    public enum Reason {
        CONN_OPEN,
        PUSH_REWRITE,
        PLAY_REWRITE,
        STREAM_LOAD,
        STREAM_OPEN_FAILED,
        STREAM_PUSH,
        USER_NEW,
        CONN_PLAY
    }

    public Denied(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
