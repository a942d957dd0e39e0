package dev.flotilla.edge.mroute.flow;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents' way of saying what sources and outputs of several protocols have in common. */
final class Wishes {
    private static final Map<String, Integer> KEY_LENGTH_BYTES = Map.of("aes128", 16, "aes192", 24, "aes256", 32);

    private Wishes() {}

    /** The greater of the two, as in SRT, where the end that wants more delay gets it; {@code null} when both are 0. */
    static @Nullable Duration latency(int oneMs, int otherMs) {
        int latencyMs = Math.max(oneMs, otherMs);
        return latencyMs == 0 ? null : Duration.ofMillis(latencyMs);
    }

    static Transport.@Nullable Encryption encryption(@Nullable EncryptionDocument encryption) {
        if (encryption == null) {
            return null;
        }
        int keyLengthBytes = KEY_LENGTH_BYTES.getOrDefault(encryption.algorithm(), 0);
        return new Transport.Encryption(encryption.passphrase(), keyLengthBytes);
    }

    /** The documents' word for a key of that length. */
    static String algorithm(int keyLengthBytes) {
        return keyLengthBytes == 0 ? "" : "aes" + 8 * keyLengthBytes;
    }
}
