package dev.flotilla.control.access.leaving;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.mail.ConsoleAddress;
import dev.flotilla.control.access.mail.Letter;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.TenantNoticed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes to the owners of a tenant what becomes of it, and keeps the platform's own people from being deleted with theirs. */
@ApplicationScoped
class NoticeLetters {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Accounts accounts;
    private final ConsoleAddress console;
    private final Event<Letter> letters;

    NoticeLetters(Accounts accounts, ConsoleAddress console, Event<Letter> letters) {
        this.accounts = accounts;
        this.console = console;
        this.letters = letters;
    }

    void tell(@Observes TenantNoticed noticed) {
        Tenant tenant = noticed.tenant();
        List<Account> people = accounts.all(tenant.tenantId());
        if (noticed.step() == TenantNoticed.Step.GIVEN
                && people.stream().anyMatch(person -> person.role() == Role.OPERATOR)) {
            throw new Refused(new Conflict(
                    "'%s' has people who run the platform: it cannot be deleted.".formatted(tenant.name())));
        }
        String name = tenant.name().replaceAll("\\p{Cntrl}", " ");
        people.stream()
                .filter(person -> person.role() == Role.OWNER && person.login().contains("@"))
                .forEach(owner -> letters.fire(letter(owner.login(), name, tenant, noticed.step())));
    }

    private Letter letter(String to, String name, Tenant tenant, TenantNoticed.Step step) {
        return switch (step) {
            case GIVEN ->
                new Letter(to, "'%s' is going to be deleted".formatted(name), """
                    %s asked that '%s' be deleted on Flotilla, with all its streams, recordings, nodes and accounts.

                    It happens on %s. %s

                    Until then an owner can take it back here:
                    %s
                    """.formatted(
                        tenant.notice().map(Tenant.Notice::givenBy).orElse(""),
                        name,
                        DAY.format(tenant.notice().map(Tenant.Notice::leavesAt).orElse(Instant.EPOCH)),
                        tenant.suspension().isPresent()
                                ? "Nothing is served from now on."
                                : "Everything is served until then.",
                        console.of("/settings")));
            case TAKEN_BACK ->
                new Letter(
                        to,
                        "'%s' stays".formatted(name),
                        "'%s' is not going to be deleted: that was taken back.\n".formatted(name));
            case DUE -> new Letter(to, "'%s' is deleted now".formatted(name), """
                The time is over in which the deletion of '%s' on Flotilla could be taken back. All that is its own is
                deleted now, this account with it.
                """.formatted(name));
        };
    }
}
