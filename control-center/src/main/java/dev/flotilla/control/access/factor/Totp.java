package dev.flotilla.control.access.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that change with time (RFC 6238): HMAC-SHA-1, six digits, steps of 30 seconds, which is what every app knows. */
final class Totp {
    static final int SECRET_BYTES = 20;
    static final int DIGITS = 6;
    static final int STEP_S = 30;
    /** How many steps a clock may be wrong, either way. */
    private static final int WINDOW = 1;

    private static final String ALGORITHM = "HmacSHA1";

    private Totp() {}

    /**
     * The step whose code that is, within the window around now and after the last one that was taken; empty when there is none.
     * Takes as long whichever it is.
     */
    static OptionalLong stepOf(String code, byte[] secret, long lastStep, Instant now) {
        long present = now.getEpochSecond() / STEP_S;
        OptionalLong found = OptionalLong.empty();
        for (long step = present - WINDOW; step <= present + WINDOW; step++) {
            boolean isEqual = MessageDigest.isEqual(
                    code(secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII),
                    code.getBytes(StandardCharsets.UTF_8));
            if (isEqual && step > lastStep) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The code of a step (RFC 4226 5.3). */
    static String code(byte[] secret, long step, int digits) {
        byte[] hash = mac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xF;
        int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        String text = Integer.toString(number % Math.powExact(10, digits));
        return "0".repeat(digits - text.length()) + text;
    }

    private static byte[] mac(byte[] secret, byte[] counter) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(counter);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-1 is part of every Java platform", e);
        }
    }
}
