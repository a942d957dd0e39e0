package dev.flotilla.control.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords as they are kept: PBKDF2 with HMAC-SHA-256, 600,000 rounds (OWASP's figure), 16 bytes of salt. A hash reads
 * {@code pbkdf2-sha256$600000$<salt>$<key>}, so that the rounds can grow.
 */
final class Passwords {
    private static final String SCHEME = "pbkdf2-sha256";
    private static final int ROUNDS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GENERATED_LENGTH = 20;
    private static final HexFormat HEX = HexFormat.of();

    /** Stands for the hash of an account that does not exist, so that the time of an answer does not tell. */
    static final String OF_NOBODY = hash(generate());

    private Passwords() {}

    /** A new password that people can type: 20 characters, none of which looks like another; 116 bits. */
    static String generate() {
        return new SecureRandom()
                .ints(GENERATED_LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return String.join(
                "$", SCHEME, Integer.toString(ROUNDS), HEX.formatHex(salt), HEX.formatHex(key(password, salt, ROUNDS)));
    }

    static boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException("a password hash starts with '" + SCHEME + "$' and has 4 parts");
        }
        byte[] key = key(password, HEX.parseHex(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(key, HEX.parseHex(parts[3]));
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
