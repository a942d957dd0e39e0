package dev.flotilla.tour.tenant;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone: codes that change with time (RFC 6238). */
final class Authenticator {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_S = 30;
    private static final int CODES = 1_000_000;

    private final byte[] secret;
    private long last = -1;

    Authenticator(String secret) {
        this.secret = bytes(secret.replace(" ", "").toUpperCase(Locale.ROOT));
    }

    /** A code that was not shown before: of the next step, when this one's was. A server takes both. */
    String code() {
        long step = Math.max(System.currentTimeMillis() / 1000 / STEP_S, last + 1);
        last = step;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] digest =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int at = digest[digest.length - 1] & 0xf;
            int number = ByteBuffer.wrap(digest).getInt(at) & Integer.MAX_VALUE;
            return "%06d".formatted(number % CODES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        var bytes = ByteBuffer.allocate(text.length() * 5 / Byte.SIZE);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length() && bytes.hasRemaining(); i++) {
            buffer = buffer << 5 | BASE_32.indexOf(text.charAt(i));
            bits += 5;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }
}
