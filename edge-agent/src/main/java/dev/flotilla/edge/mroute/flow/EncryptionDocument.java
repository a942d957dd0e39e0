package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.function.UnaryOperator;

/** How a transport is encrypted: "aes128", "aes192", "aes256" or empty for the library's choice, and the passphrase. */
@RegisterForReflection
public record EncryptionDocument(String algorithm, String passphrase) {
    /** What a client sees in place of a secret; sent back, it changes nothing. */
    public static final String MASK = "********";

    public EncryptionDocument {
        algorithm = requireNonNullElse(algorithm, "");
        passphrase = requireNonNullElse(passphrase, "");
    }

    EncryptionDocument mapSecret(UnaryOperator<String> change) {
        return passphrase.isEmpty() ? this : new EncryptionDocument(algorithm, change.apply(passphrase));
    }

    /** This, where the update says nothing; a masked passphrase says nothing. */
    EncryptionDocument updatedBy(EncryptionDocument update) {
        boolean keepsSecret = update.passphrase.isEmpty() || update.passphrase.equals(MASK);
        return new EncryptionDocument(
                update.algorithm.isEmpty() ? algorithm : update.algorithm,
                keepsSecret ? passphrase : update.passphrase);
    }

    /** Never the passphrase: documents get into logs and failure messages. */
    @Override
    public String toString() {
        return "EncryptionDocument[algorithm=" + algorithm + ", passphrase=" + MASK + "]";
    }
}
