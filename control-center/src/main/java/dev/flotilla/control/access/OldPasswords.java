package dev.flotilla.control.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Hashes of version 0.1: PBKDF2 with HMAC-SHA-256, {@code pbkdf2-sha256$<rounds>$<salt>$<key>}, hexadecimal. */
final class OldPasswords {
    private static final String SCHEME = "pbkdf2-sha256";
    private static final int KEY_BITS = 256;
    private static final int PARTS = 4;

    private OldPasswords() {}

    static boolean made(String hash) {
        return hash.startsWith(SCHEME + "$");
    }

    static boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a hash of '" + SCHEME + "' has 4 parts");
        }
        byte[] key = key(password, HexFormat.of().parseHex(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(key, HexFormat.of().parseHex(parts[3]));
    }

    private static byte[] key(String password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2WithHmacSHA256 is part of this Java platform", e);
        } finally {
            spec.clearPassword();
        }
    }
}
