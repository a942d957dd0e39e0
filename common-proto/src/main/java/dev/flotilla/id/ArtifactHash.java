package dev.flotilla.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** A clip or a recording. The value begins with the time at which it was wanted (UTC), so hashes sort by time. */
public record ArtifactHash(String value) {
    private static final Pattern FORMAT = Pattern.compile("[0-9]{14}[0-9a-f]{16}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 8;

    /** @throws IllegalArgumentException naming the value when it is not yyyyMMddHHmmss and 16 lower-case hexadecimal digits */
    public ArtifactHash {
        if (!isHash(value)) {
            throw new IllegalArgumentException(
                    "artifact hash must be yyyyMMddHHmmss and 16 hexadecimal digits: '%s'".formatted(value));
        }
    }

    /** A new one for what is wanted at that time. */
    public static ArtifactHash at(Instant time) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return new ArtifactHash(TIME.format(time) + HexFormat.of().formatHex(random));
    }

    /** Whether the text has the form of one. */
    public static boolean isHash(String text) {
        return FORMAT.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
