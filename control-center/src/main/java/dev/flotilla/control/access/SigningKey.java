package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key that signs our tokens. It stands in the database, its private half sealed; the first replica to start makes it, all
 * use it. RSA and not EC, because quarkus-oidc reads a key that it need not fetch over HTTP from this very process only as RSA.
 */
@ApplicationScoped
class SigningKey {
    private static final int BITS = 3072;

    private final Pair pair;

    /** The halves and the name under which tokens refer to them. */
    private record Pair(String id, RSAPublicKey publicKey, PrivateKey privateKey) {}

    SigningKey(Jobs jobs, Secrets secrets) {
        Seal seal = secrets.seal("token signing keys");
        this.pair = jobs.call(Purpose.KEYS, sql -> {
            Preparation.lock(sql, "token signing key");
            return newest(sql, seal).orElseGet(() -> {
                make(sql, seal);
                return newest(sql, seal).orElseThrow();
            });
        });
    }

    String id() {
        return pair.id();
    }

    RSAPublicKey publicKey() {
        return pair.publicKey();
    }

    PrivateKey privateKey() {
        return pair.privateKey();
    }

    private static Optional<Pair> newest(Sql sql, Seal seal) {
        return sql.one(
                """
                select id, public_key, sealed_private_key from access.signing_key
                order by created_at desc, id limit 1""",
                row -> pair(
                        row.getString("id"),
                        row.getBytes("public_key"),
                        seal.open(row.getBytes("sealed_private_key"), row.getString("id"))));
    }

    private static void make(Sql sql, Seal seal) {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair made = generator.generateKeyPair();
            sql.update(
                    "insert into access.signing_key (id, public_key, sealed_private_key) values (?, ?, ?)",
                    id,
                    made.getPublic().getEncoded(),
                    seal.close(made.getPrivate().getEncoded(), id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is part of every Java platform", e);
        }
    }

    private static Pair pair(String id, byte[] publicKey, byte[] privateKey) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new Pair(
                    id,
                    (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(publicKey)),
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key '%s' in the database is no RSA key".formatted(id), e);
        }
    }
}
