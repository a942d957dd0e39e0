package dev.flotilla.edge.engine.failover;

/** Why the outputs are fed by another source than before. */
public enum Reason {
    START("it delivered first"),
    SILENCE("nothing came any more"),
    DISCONNECTION("its peer left"),
    SYNC_LOSS("it lost its transport-stream sync"),
    MISSING_PID("a required PID was missing"),
    REMOVAL("it was taken away"),
    RETURN("the primary delivers again"),
    BY_HAND("it was selected by hand");

    private final String clause;

    Reason(String clause) {
        this.clause = clause;
    }

    /** For people. */
    public String clause() {
        return clause;
    }

    /** Whether the old source can feed the outputs no longer. */
    public boolean isFailure() {
        return switch (this) {
            case SILENCE, DISCONNECTION, SYNC_LOSS, MISSING_PID, REMOVAL -> true;
            case START, RETURN, BY_HAND -> false;
        };
    }
}
