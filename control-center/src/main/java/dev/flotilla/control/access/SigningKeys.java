package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import io.quarkus.scheduler.Scheduled;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The keys that sign our tokens. They stand in the database, their private halves sealed: the newest signs, all verify, and one
 * goes when its successor has outlived every token. RSA and not EC, because quarkus-oidc reads a key that it need not fetch over
 * HTTP from this very process only as RSA.
 */
@ApplicationScoped
class SigningKeys {
    /** Longer than any token lives. */
    static final Duration OVERLAP = Duration.ofDays(1);

    private static final int BITS = 3072;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** The halves of a key and the name under which tokens refer to it. */
    record Pair(String id, RSAPublicKey publicKey, PrivateKey privateKey, Instant createdAt) {
        /** Leaves both halves out. */
        @Override
        public String toString() {
            return "signing key " + id;
        }
    }

    private final Jobs jobs;
    private final Seal seal;
    private final Duration life;
    private final Clock clock = Clock.systemUTC();
    private volatile List<Pair> keys = List.of();
    private volatile Instant lookedAt = Instant.EPOCH;

    SigningKeys(Jobs jobs, Secrets secrets, AccessConfig config) {
        this.jobs = jobs;
        this.seal = secrets.seal("token signing keys");
        this.life = config.signingKeyLife();
        rotate();
    }

    /** The one that signs. */
    Pair newest() {
        return keys.getFirst();
    }

    /** All whose signatures count, newest first. */
    List<Pair> all() {
        return keys;
    }

    /** The key of that name as far as it is known without a look at the database. */
    Optional<Pair> known(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** The key of that name, which another replica may have made a moment ago. Looks at the database once a second at most. */
    Optional<Pair> find(String id) {
        if (known(id).isEmpty() && clock.instant().isAfter(lookedAt.plus(BETWEEN_LOOKS))) {
            keys = jobs.call(Purpose.KEYS, this::read);
            lookedAt = clock.instant();
        }
        return known(id);
    }

    /** Makes a key when the newest is old enough, and lets go of those that have had a successor for long. */
    @Scheduled(every = "10m", delayed = "10m", identity = "signing-keys")
    void rotate() {
        rotate(clock.instant().minus(life));
    }

    /** The same for a newest key that was made before that moment. */
    void rotate(Instant tooOld) {
        keys = jobs.call(Purpose.KEYS, sql -> {
            Preparation.lock(sql, "token signing key");
            List<Pair> known = read(sql);
            if (known.isEmpty() || known.getFirst().createdAt().isBefore(tooOld)) {
                make(sql);
            }
            sql.update("""
                        delete from access.signing_key old where exists (
                            select 1 from access.signing_key next where next.created_at > old.created_at and next.created_at < ?)\
                        """, clock.instant().minus(OVERLAP));
            return read(sql);
        });
    }

    private List<Pair> read(Sql sql) {
        return sql.list(
                "select * from access.signing_key order by created_at desc, id",
                row -> pair(
                        row.getString("id"),
                        row.getBytes("public_key"),
                        seal.open(row.getBytes("sealed_private_key"), row.getString("id")),
                        Sql.instant(row, "created_at")));
    }

    private void make(Sql sql) {
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

    private static Pair pair(String id, byte[] publicKey, byte[] privateKey, Instant createdAt) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new Pair(
                    id,
                    (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(publicKey)),
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(privateKey)),
                    createdAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key '%s' in the database is no RSA key".formatted(id), e);
        }
    }
}
