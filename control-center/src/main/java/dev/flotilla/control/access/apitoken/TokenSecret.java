package dev.flotilla.control.access.apitoken;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What a program sends: {@code fl_} and 160 random bits, hexadecimal. Kept as a SHA-256 hash alone: nobody can try 2^160 texts. */
record TokenSecret(String text) {
    static final String MARK = "fl_";

    private static final int BYTES = 20;
    private static final int SHOWN = 9;
    private static final Pattern SHAPE = Pattern.compile(MARK + "[0-9a-f]{" + 2 * BYTES + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static TokenSecret random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new TokenSecret(MARK + HexFormat.of().formatHex(random));
    }

    /** Whether it may be one: what may not is refused without a look at the database. */
    boolean isWellFormed() {
        return SHAPE.matcher(text).matches();
    }

    /** By which people tell tokens apart. */
    String prefix() {
        return text.substring(0, SHOWN);
    }

    String hash() {
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
        return MARK + "...";
    }
}
