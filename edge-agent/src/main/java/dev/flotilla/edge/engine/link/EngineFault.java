package dev.flotilla.edge.engine.link;

/** Why the engine did not do as it was told. The message is a sentence that may be shown. */
public final class EngineFault extends Exception {
    /** Whether asking again can help. */
    public enum Reason {
        /** The engine said no: the command is wrong, and the message names field and value. */
        REFUSED,
        /** There is no engine at the moment, or it did not answer in time: the link brings one back, try again later. */
        UNREACHABLE
    }

    private final transient Reason reason;

    public EngineFault(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
