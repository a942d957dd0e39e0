package dev.flotilla.edge.helmsman.trigger;

/**
 * What a trigger is answered.
 *
 * @param text MistServer reads it as it stands
 * @param action the fork's word for what it means ("deny"); empty for a plain value
 * @param reason for the fork's log
 */
public record Reply(int status, String text, String action, String reason) {
    /** "Go on", and what MistServer ignores. */
    static final Reply YES = value("true");

    static Reply value(String text) {
        return new Reply(200, text, "", "");
    }

    static Reply action(String text, String action, String reason) {
        return new Reply(200, text, action, reason);
    }

    /** MistServer goes on as if nobody had answered: by its default. */
    static Reply failed(int status, String why) {
        return new Reply(status, why, "", "");
    }

    /** It cannot be taken now, and may be a moment later. */
    static Reply later(String why) {
        return failed(503, why);
    }

    boolean isLater() {
        return status == 503;
    }

    boolean isFinal() {
        return status < 300;
    }
}
