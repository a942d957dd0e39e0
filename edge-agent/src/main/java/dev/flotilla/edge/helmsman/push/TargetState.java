package dev.flotilla.edge.helmsman.push;

/** How it stands with one push target. */
sealed interface TargetState {
    /** For its stream to be live, or for MistServer. */
    record Waiting() implements TargetState {}

    /**
     * The stream is sent there.
     *
     * @param bytes so far
     */
    record Running(long bytes, long activeMs) implements TargetState {}

    /**
     * It broke off, and is tried again after a pause.
     *
     * @param reason MistServer's, without what grants access
     */
    record Failing(String reason, int attempts) implements TargetState {}

    default String word() {
        return switch (this) {
            case Waiting() -> "waiting";
            case Running _ -> "running";
            case Failing _ -> "failing";
        };
    }
}
