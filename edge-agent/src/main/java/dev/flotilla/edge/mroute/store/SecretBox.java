package dev.flotilla.edge.mroute.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets before they are stored: AES-256-GCM under the key of one file, which only its owner may read. What is
 * sealed for one purpose does not open for another, so a stored secret cannot be moved to a different flow.
 */
final class SecretBox {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    private SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** The box of that key file, which is made if there is none. */
    static SecretBox open(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != KEY_BYTES) {
                throw new StoreFailure("%s must hold %d hexadecimal digits".formatted(file, 2 * KEY_BYTES));
            }
            return new SecretBox(key);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StoreFailure("cannot read the key file " + file, unreadable);
        }
    }

    /** Whole or not at all: a crash leaves no half of a key. */
    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.SYNC);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    byte[] seal(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", impossible);
        }
    }

    /** Answers what was sealed for that purpose, or refuses when the key or the purpose is another. */
    byte[] unseal(String purpose, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            throw new StoreFailure("the stored secret of " + purpose + " is too short");
        }
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, purpose, nonce).doFinal(sealed, NONCE_BYTES, bytes.remaining());
        } catch (GeneralSecurityException wrongKey) {
            throw new StoreFailure("the stored secret of " + purpose + " does not open with the present key", wrongKey);
        }
    }

    String sealText(String purpose, String plain) {
        return Base64.getEncoder().encodeToString(seal(purpose, plain.getBytes(StandardCharsets.UTF_8)));
    }

    String unsealText(String purpose, String sealed) {
        try {
            return new String(unseal(purpose, Base64.getDecoder().decode(sealed)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new StoreFailure("the stored secret of " + purpose + " is damaged", notBase64);
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
