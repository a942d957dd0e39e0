package dev.flotilla.natives.rist;

import java.nio.charset.StandardCharsets;

/**
 * What both ends of a connection must agree on.
 *
 * @param secret the pre-shared key, at most 127 bytes; empty means no encryption. Main profile only
 * @param keyLengthBytes 16 or 32; without meaning when there is no secret
 * @param bufferMs the receiver delay, in which lost packets may be sent again
 */
public record RistSettings(RistProfile profile, String secret, int keyLengthBytes, int bufferMs) {
    /** The most bytes that a secret can have. */
    public static final int MAX_SECRET_BYTES = Layout.PEER_SECRET_SIZE - 1;

    public RistSettings {
        if (!secret.isEmpty() && profile == RistProfile.SIMPLE) {
            throw new IllegalArgumentException("the simple profile has no encryption");
        }
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_SECRET_BYTES) {
            throw new IllegalArgumentException("secret has " + bytes + " bytes, at most " + MAX_SECRET_BYTES);
        }
        if (!secret.isEmpty() && keyLengthBytes != 16 && keyLengthBytes != 32) {
            throw new IllegalArgumentException("keyLengthBytes must be 16 or 32: " + keyLengthBytes);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "RistSettings[profile=" + profile + ", keyLengthBytes=" + keyLengthBytes + ", bufferMs=" + bufferMs
                + "]";
    }
}
