package dev.flotilla.edge.mroute.flow;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents' way of saying SRT options, the same for sources and outputs. */
final class SrtWishes {
    private static final Map<String, Integer> KEY_LENGTH_BYTES = Map.of("aes128", 16, "aes192", 24, "aes256", 32);

    private SrtWishes() {}

    static Transport.SrtOptions of(
            int maxLatencyMs, @Nullable EncryptionDocument encryption, String streamId, long maxBytesPerSecond) {
        return new Transport.SrtOptions(
                maxLatencyMs == 0 ? null : Duration.ofMillis(maxLatencyMs),
                encryption == null ? null : read(encryption),
                streamId,
                maxBytesPerSecond);
    }

    private static Transport.Encryption read(EncryptionDocument encryption) {
        int keyLengthBytes = KEY_LENGTH_BYTES.getOrDefault(encryption.algorithm(), 0);
        return new Transport.Encryption(encryption.passphrase(), keyLengthBytes);
    }

    /** The documents' word for a key of that length. */
    static String algorithm(int keyLengthBytes) {
        return keyLengthBytes == 0 ? "" : "aes" + 8 * keyLengthBytes;
    }
}
