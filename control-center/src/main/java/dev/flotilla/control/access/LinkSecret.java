package dev.flotilla.control.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a link in a letter carries: 192 random bits, hexadecimal. Kept as a SHA-256 hash. */
public record LinkSecret(String text) {
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static LinkSecret random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new LinkSecret(HexFormat.of().formatHex(random));
    }

    public String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "LinkSecret";
    }
}
