package dev.flotilla.mist.trigger;

import java.util.Locale;

/**
 * What the handlers of a trigger said.
 *
 * @param isAsked whether there was one that was waited for
 * @param text the answer's body
 * @param action the fork's word for it ("deny", "keep", "offline", "use-configured", "value"); empty without one
 */
public record Verdict(boolean isAsked, String text, String action) {
    static final Verdict UNASKED = new Verdict(false, "", "");

    /** As MistServer reads a boolean: by the first four characters that are no space. */
    public boolean isYes() {
        if (!isAsked || action.equals("keep")) {
            return true;
        }
        if (action.equals("deny")) {
            return false;
        }
        String word = text.stripLeading().toLowerCase(Locale.ROOT);
        return word.startsWith("1") || word.startsWith("yes") || word.startsWith("true") || word.startsWith("cont");
    }

    /** The name or address to go on with; empty when the handler denied. */
    public String instead(String original) {
        return switch (action) {
            case "keep", "use-configured" -> original;
            case "deny" -> "";
            case "offline" -> "offline:" + text;
            default -> isAsked ? text : original;
        };
    }
}
