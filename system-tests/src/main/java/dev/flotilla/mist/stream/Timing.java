package dev.flotilla.mist.stream;

import java.time.Duration;

/**
 * How long MistServer takes for what it does by itself.
 *
 * @param untilFull from the first byte to STREAM_BUFFER FULL
 * @param untilUserEnd from a viewer's last activity to USER_END
 * @param untilStreamEnd from the end of a push to STREAM_END
 * @param untilUnload how long a replica stays that nobody takes
 */
public record Timing(Duration untilFull, Duration untilUserEnd, Duration untilStreamEnd, Duration untilUnload) {
    /** As captured. */
    public static final Timing REAL = new Timing(
            Duration.ofMillis(4_500), Duration.ofSeconds(15), Duration.ofSeconds(19), Duration.ofSeconds(20));

    /** For tests. */
    public static final Timing QUICK =
            new Timing(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
}
