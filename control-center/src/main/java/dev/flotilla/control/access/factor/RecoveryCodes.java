package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ten codes for who has lost the other factors, each good once: 50 random bits, written "k3f9x-mw2pd". Kept under a keyed hash,
 * whose key is not in the database in the clear.
 */
@ApplicationScoped
class RecoveryCodes {
    static final int MANY = 10;

    /** No letter looks like a digit. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 10;

    private final Tenancy tenancy;
    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    RecoveryCodes(Tenancy tenancy, Secrets secrets) {
        this.tenancy = tenancy;
        this.secrets = secrets;
    }

    /** Ten new ones, in place of all before. */
    List<String> renew(Account account) {
        List<String> codes = Stream.generate(this::code).limit(MANY).toList();
        tenancy.run(account.tenant(), () -> {
            remove(account);
            List<@Nullable Object[]> added = codes.stream()
                    .map(code -> new @Nullable Object[] {
                        account.id().value(),
                        hash(account, code),
                        account.tenant().value()
                    })
                    .toList();
            tenancy.<Integer>sql(sql -> sql.batch(
                    "insert into access.recovery_code (account_id, code_hash, tenant_id) values (?, ?, ?)", added));
        });
        return codes;
    }

    int left(Account account) {
        return tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.one(
                                "select count(*) from access.recovery_code where account_id = ?",
                                row -> row.getInt(1),
                                account.id().value())
                        .orElseThrow()));
    }

    /** Whether it was one of the account's; from now on it is none. */
    boolean take(Account account, String code) {
        int taken = tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "delete from access.recovery_code where account_id = ? and code_hash = ?",
                        account.id().value(),
                        hash(account, code))));
        return taken == 1;
    }

    void remove(Account account) {
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "delete from access.recovery_code where account_id = ?",
                        account.id().value())));
    }

    private String code() {
        String letters = random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    private String hash(Account account, String code) {
        String plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return secrets.signer("recovery codes").sign(account.id() + " " + plain);
    }
}
