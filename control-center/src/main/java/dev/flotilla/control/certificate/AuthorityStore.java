package dev.flotilla.control.certificate;

import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.secret.DataKeys;
import dev.flotilla.control.secret.MasterKey;
import dev.flotilla.control.secret.Seal;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;

/** Keeps the authority in the database, its key sealed. */
public final class AuthorityStore {
    static final String PURPOSE = "certificate authority";

    private AuthorityStore() {}

    /** Makes the authority when there is none yet. Replicas that start together make one. */
    public static void ensure(Sql sql, MasterKey master, Instant now) {
        Preparation.lock(sql, PURPOSE);
        Seal seal = DataKeys.seal(sql, master, PURPOSE);
        if (load(sql, seal).isEmpty()) {
            Authority authority = Authority.create(now);
            try {
                sql.update(
                        "insert into certificate.authority (only_row, certificate, sealed_key) values (true, ?, ?)",
                        authority.certificate().getEncoded(),
                        seal.close(authority.key().getEncoded(), PURPOSE));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was just made cannot be encoded", e);
            }
        }
    }

    static Optional<Authority> load(Sql sql, Seal seal) {
        return sql.one(
                "select certificate, sealed_key from certificate.authority",
                row -> read(row.getBytes("certificate"), seal.open(row.getBytes("sealed_key"), PURPOSE)));
    }

    private static Authority read(byte[] certificate, byte[] key) {
        try {
            return new Authority(
                    (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificate)),
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("certificate.authority holds no readable authority: " + e.getMessage(), e);
        }
    }
}
