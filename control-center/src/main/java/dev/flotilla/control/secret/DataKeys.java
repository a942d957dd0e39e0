package dev.flotilla.control.secret;

import dev.flotilla.control.database.Sql;
import java.security.SecureRandom;

/** The keys of each purpose. They stand in the database, wrapped by the master key. */
public final class DataKeys {
    private DataKeys() {}

    /** The seal of that purpose; its key is made at first use. */
    public static Seal seal(Sql sql, MasterKey master, String purpose) {
        return new Seal(key(sql, master, purpose));
    }

    /** The signer of that purpose; its key is made at first use. */
    static Signer signer(Sql sql, MasterKey master, String purpose) {
        return new Signer(key(sql, master, purpose));
    }

    private static byte[] key(Sql sql, MasterKey master, String purpose) {
        String context = "data key for " + purpose;
        byte[] random = new byte[Seal.KEY_BYTES];
        new SecureRandom().nextBytes(random);
        sql.update(
                "insert into secret.data_key (purpose, wrapped) values (?, ?) on conflict do nothing",
                purpose,
                master.wrapping().close(random, context));
        byte[] wrapped = sql.one(
                        "select wrapped from secret.data_key where purpose = ?", row -> row.getBytes(1), purpose)
                .orElseThrow();
        return master.wrapping().open(wrapped, context);
    }
}
