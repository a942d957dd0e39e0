package dev.flotilla.edge.helmsman.trigger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One POST of a MistServer.
 *
 * @param name of the trigger
 * @param uuid the same for each attempt; empty for a MistServer too old to send one
 * @param attempt from 1
 * @param firedAtMs by MistServer's clock, the same for each attempt; 0 when it did not say
 */
public record TriggerCall(String name, String uuid, int attempt, long firedAtMs, String body) {
    private static final int LONGEST_UUID = 128;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is no trigger
     */
    public static TriggerCall of(Function<String, @Nullable String> header, byte[] body) {
        String name = header.apply("X-Trigger");
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("the header X-Trigger is missing");
        }
        String uuid = header.apply("X-Trigger-UUID");
        if (uuid != null && uuid.length() > LONGEST_UUID) {
            throw new IllegalArgumentException("the header X-Trigger-UUID is longer than " + LONGEST_UUID);
        }
        return new TriggerCall(
                name,
                uuid == null ? "" : uuid,
                (int) Math.max(1, number(header.apply("X-Attempt"))),
                number(header.apply("X-Trigger-UnixMillis")),
                new String(body, StandardCharsets.UTF_8));
    }

    Instant firedAt(Instant otherwise) {
        return firedAtMs > 0 ? Instant.ofEpochMilli(firedAtMs) : otherwise;
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? 0 : Math.max(0, Long.parseLong(text.strip()));
        } catch (NumberFormatException senseless) {
            return 0;
        }
    }

    /** Never the body, which may hold a stream key. */
    @Override
    public String toString() {
        return "TriggerCall[" + name + ", " + uuid + ", attempt " + attempt + "]";
    }
}
