package dev.flotilla.edge.helmsman.mist;

/** Why MistServer did not do or say what it was asked. The message is a sentence for people. */
public final class MistFailure extends Exception {
    private final Kind kind;

    /** What a caller may do about it. */
    public enum Kind {
        /** Nobody answers there, or too late. Try again. */
        AWAY,
        /** It does not let this agent in. A person must change the configuration. */
        REFUSED,
        /** The answer is not that of a MistServer, or says that the command was wrong. */
        SENSELESS
    }

    MistFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
