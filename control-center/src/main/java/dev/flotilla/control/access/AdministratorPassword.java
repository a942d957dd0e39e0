package dev.flotilla.control.access;

import dev.flotilla.control.database.CannotStart;
import dev.flotilla.control.database.Sql;
import java.util.List;

/** The way back in for an operator who has lost the administrator's password or second factor; the application need not run. */
public final class AdministratorPassword {
    private AdministratorPassword() {}

    /**
     * Gives the administrator a new password, takes their second factors away and ends their sessions.
     *
     * @param sql a transaction of the role for jobs across tenants
     * @return the line to print, which holds the password
     * @throws CannotStart with a sentence for the operator when there is no administrator yet
     */
    public static String reset(Sql sql) {
        String password = Passwords.generate();
        int found = sql.update(
                "update access.account set password_hash = ?, must_change_password = true where login = ?",
                new Passwords(Passwords.MEMORY_KIB).hash(password),
                FirstStart.ADMINISTRATOR);
        if (found == 0) {
            throw new CannotStart("There is no account '" + FirstStart.ADMINISTRATOR
                    + "': start the control center once, which makes it.");
        }
        for (String factors : List.of("totp", "passkey", "recovery_code", "factor_tries")) {
            sql.update(
                    "delete from access." + factors
                            + " where account_id in (select id from access.account where login = ?)",
                    FirstStart.ADMINISTRATOR);
        }
        sql.update(
                "delete from access.session where account_id in (select id from access.account where login = ?)",
                FirstStart.ADMINISTRATOR);
        return "Administrator: " + FirstStart.ADMINISTRATOR + "  password: " + password;
    }
}
