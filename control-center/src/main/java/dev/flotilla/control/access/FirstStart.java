package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.PrivateFile;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the first tenant and its administrator, who owns it and operates the platform. Their generated password is printed
 * once and kept nowhere in the clear.
 */
@ApplicationScoped
class FirstStart {
    static final String ADMINISTRATOR = "admin@flotilla.local";

    private static final String TENANT = "Home";

    private final Jobs jobs;
    private final Tenants tenants;
    private final Passwords passwords;
    private final Optional<Path> passwordFile;

    FirstStart(
            Jobs jobs,
            Tenants tenants,
            Passwords passwords,
            @ConfigProperty(name = "flotilla.first-password-file") Optional<Path> passwordFile) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.passwords = passwords;
        this.passwordFile = passwordFile;
    }

    void onStart(@Observes StartupEvent event) {
        String password = Passwords.generate();
        if (jobs.call(Purpose.FIRST_START, sql -> addAdministrator(sql, password))) {
            tell(password);
        }
    }

    /** Whether there was nobody yet. Replicas that start together go through here one after another. */
    private boolean addAdministrator(Sql sql, String password) {
        Preparation.lock(sql, "first administrator");
        if (sql.one("select id from access.account limit 1", row -> row.getString("id"))
                .isPresent()) {
            return false;
        }
        TenantId home = tenants.firstOrCreate(TENANT).tenantId();
        Accounts.insert(
                sql,
                new Account(
                        UserId.random(),
                        home,
                        ADMINISTRATOR,
                        "Administrator",
                        Role.OPERATOR,
                        passwords.hash(password),
                        true));
        return true;
    }

    /** On standard output and not in the log, which others collect. */
    @SuppressWarnings("SystemOut")
    private void tell(String password) {
        System.out.println("Administrator: " + ADMINISTRATOR + "  password: " + password);
        if (passwordFile.isPresent()) {
            try {
                PrivateFile.write(passwordFile.get(), password + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "flotilla.first-password-file cannot be written: " + passwordFile.get(), e);
            }
        }
    }
}
