package dev.flotilla.control.secret;

import dev.flotilla.control.database.Sql;
import java.security.SecureRandom;

/** The keys that seal the secrets of each purpose. They stand in the database, wrapped by the master key. */
public final class DataKeys {
    private DataKeys() {}

    /** The seal of that purpose; its key is made at first use. */
    public static Seal seal(Sql sql, MasterKey master, String purpose) {
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
        return new Seal(master.wrapping().open(wrapped, context));
    }
}
