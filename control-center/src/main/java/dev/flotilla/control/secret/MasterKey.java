package dev.flotilla.control.secret;

import dev.flotilla.control.database.CannotStart;
import dev.flotilla.control.database.PrivateFile;
import dev.flotilla.control.database.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The key that everything secret hangs on: 32 bytes, written as 64 hexadecimal digits. It stands in the configuration or in a file
 * that only its owner may read, never in the database. All replicas hold the same.
 */
public final class MasterKey {
    private static final String FILE = "master.key";
    private static final String CHECK = "check value of the master key";

    private final byte[] key;
    private final String source;

    private MasterKey(String hex, String source) {
        this.source = source;
        try {
            this.key = HexFormat.of().parseHex(hex.strip());
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        if (key.length != Seal.KEY_BYTES) {
            throw malformed();
        }
    }

    private CannotStart malformed() {
        return new CannotStart(
                "The master key in " + source + " must be " + 2 * Seal.KEY_BYTES + " hexadecimal digits.");
    }

    /** The key from {@code flotilla.secret.master-key}, else from the data folder, where a first start makes one. */
    public static MasterKey load(Optional<String> configured, Path dataFolder) {
        if (configured.isPresent()) {
            return new MasterKey(configured.get(), "flotilla.secret.master-key");
        }
        Path file = dataFolder.resolve(FILE).toAbsolutePath();
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[Seal.KEY_BYTES];
                new SecureRandom().nextBytes(random);
                PrivateFile.write(file, HexFormat.of().formatHex(random) + "\n");
            }
            return new MasterKey(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new CannotStart("The master key cannot be read from " + file + ": " + e, e);
        }
    }

    /** A key for one purpose, 64 hexadecimal digits; the master key cannot be told from it. */
    public String derive(String purpose) {
        return HexFormat.of().formatHex(derived(purpose));
    }

    /**
     * Compares with the check value in the database, and leaves one there when there is none.
     *
     * @throws CannotStart when the database was sealed with another key
     */
    public void verify(Sql sql) {
        sql.update(
                "insert into secret.master_key_check (only_row, sealed) values (true, ?) on conflict do nothing",
                wrapping().close(CHECK.getBytes(StandardCharsets.US_ASCII), CHECK));
        byte[] sealed = sql.one("select sealed from secret.master_key_check", row -> row.getBytes(1))
                .orElseThrow();
        try {
            wrapping().open(sealed, CHECK);
        } catch (Seal.Broken e) {
            throw new CannotStart(
                    "The master key in " + source + " is not the one that this database was sealed with."
                            + " Put the right one there, or set it with flotilla.secret.master-key.",
                    e);
        }
    }

    /** Wraps the data keys. */
    Seal wrapping() {
        return new Seal(derived("wrapping of data keys"));
    }

    private byte[] derived(String purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(key)
                    .thenExpand(("flotilla " + purpose).getBytes(StandardCharsets.UTF_8), Seal.KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of this Java platform", e);
        }
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "master key from " + source;
    }
}
