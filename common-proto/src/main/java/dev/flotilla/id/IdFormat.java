package dev.flotilla.id;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How ids are written: a word that tells the kind, '_', and lower-case hexadecimal digits. */
final class IdFormat {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    private final String kind;
    private final String prefix;
    private final int bytes;
    private final Pattern pattern;

    IdFormat(String kind, String prefix, int bytes) {
        this.kind = kind;
        this.prefix = prefix;
        this.bytes = bytes;
        this.pattern = Pattern.compile(prefix + "_[0-9a-f]{" + 2 * bytes + "}");
    }

    String random() {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return of(random);
    }

    String of(byte[] value) {
        return prefix + "_" + HEX.formatHex(value);
    }

    void check(String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s id must be '%s_' and %d hexadecimal digits: '%s'".formatted(kind, prefix, 2 * bytes, value));
        }
    }
}
