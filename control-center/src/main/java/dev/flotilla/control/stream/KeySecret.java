package dev.flotilla.control.stream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A stream key itself, "sk_" and 32 hexadecimal digits, as whoever publishes sends it. */
record KeySecret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("sk_[0-9a-f]{32}");
    private static final int PREFIX = 9;

    static KeySecret random() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return new KeySecret("sk_" + HexFormat.of().formatHex(random));
    }

    /** What somebody sent, unless it cannot be a key. */
    static Optional<KeySecret> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new KeySecret(text)) : Optional.empty();
    }

    /**
     * SHA-256, 64 hexadecimal digits: what is stored in its place, and looked for. An index compares hashes, from whose timing
     * nobody learns of keys.
     */
    String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** By which people tell keys apart. */
    String prefix() {
        return text.substring(0, PREFIX);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return prefix() + "…";
    }
}
