package dev.flotilla.mist.trigger;

/**
 * A trigger that was sent to one handler, and how that went.
 *
 * @param uuid the same over all attempts
 * @param isAnswered whether the handler itself answered well; false when the default had to do
 */
public record Fired(
        String trigger, String uuid, String body, int attempts, boolean isAnswered, String answer, long tookMs) {}
