package dev.flotilla.edge.foghorn.policy;

/** Whether somebody may watch. */
public sealed interface Verdict {
    Verdict ALLOWED = new Allowed();

    record Allowed() implements Verdict {}

    /**
     * Not this one.
     *
     * @param reason a word that users know ("missing-token", "jwt-expired", "webhook-timeout")
     */
    record Denied(String reason) implements Verdict {}

    static Verdict denied(String reason) {
        return new Denied(reason);
    }
}
