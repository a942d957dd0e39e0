package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Throttle;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down whoever guesses codes, over all replicas and wherever they come from: they know the password already. It never slows
 * a passkey, which nobody guesses.
 */
@ApplicationScoped
class FactorTries {
    private static final Throttle.Price PRICE = new Throttle.Price(5, Duration.ofSeconds(2), Duration.ofMinutes(15));

    private final Tenancy tenancy;
    private final Clock clock = Clock.systemUTC();

    FactorTries(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /**
     * Counts a try before anyone knows whether it is right. Answers how long to wait instead, zero when it may go on; a try that
     * has to wait counts not at all.
     */
    Duration admit(Account account) {
        Instant now = clock.instant();
        return tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> {
                    sql.update("""
                        insert into access.factor_tries (account_id, tenant_id, wrong, last_at) values (?, ?, 0, ?)
                        on conflict do nothing\
                        """, account.id().value(), account.tenant().value(), now);
                    Duration wait = waitOf(sql, account, now);
                    if (wait.isZero()) {
                        sql.update(
                                "update access.factor_tries set wrong = wrong + 1, last_at = ? where account_id = ?",
                                now,
                                account.id().value());
                    }
                    return wait;
                }));
    }

    /** The code was right. */
    void forgive(Account account) {
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "delete from access.factor_tries where account_id = ?",
                        account.id().value())));
    }

    private static Duration waitOf(Sql sql, Account account, Instant now) {
        return sql.one(
                        "select wrong, last_at from access.factor_tries where account_id = ? for update",
                        row -> leftOf(
                                PRICE.after(row.getInt("wrong")), Duration.between(Sql.instant(row, "last_at"), now)),
                        account.id().value())
                .orElse(Duration.ZERO);
    }

    /** The database rounds what the clock says, so that an instant of ours may come back as one to come. */
    private static Duration leftOf(Duration price, Duration passed) {
        return price.compareTo(passed) > 0 && !price.isZero() ? price.minus(passed) : Duration.ZERO;
    }
}
