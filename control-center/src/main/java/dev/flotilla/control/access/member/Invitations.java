package dev.flotilla.control.access.member;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.EmailAddress;
import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.audit.AuditLog;
import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.access.mail.ConsoleAddress;
import dev.flotilla.control.access.mail.Letter;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import io.quarkus.panache.common.Sort;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who may join a tenant. The link leaves by mail alone: so whoever comes with it reads the mail of that address. */
@ApplicationScoped
public class Invitations {
    private static final Duration LIFE = Duration.ofDays(7);
    private static final int MOST = 200;

    /** What an invited person is told before they join. */
    public record Offer(String tenant, String email, Role role) {}

    private record Found(TenantId tenant, String id) {}

    private final Tenancy tenancy;
    private final InvitationRepository rows;
    private final Accounts accounts;
    private final Tenants tenants;
    private final Jobs jobs;
    private final AuditLog audit;
    private final ConsoleAddress console;
    private final Event<Letter> letters;
    private final Clock clock = Clock.systemUTC();

    Invitations(
            Tenancy tenancy,
            InvitationRepository rows,
            Accounts accounts,
            Tenants tenants,
            Jobs jobs,
            AuditLog audit,
            ConsoleAddress console,
            Event<Letter> letters) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.accounts = accounts;
        this.tenants = tenants;
        this.jobs = jobs;
        this.audit = audit;
        this.console = console;
        this.letters = letters;
    }

    /** Oldest first. */
    List<Invitation> all(TenantId tenant) {
        Instant now = clock.instant();
        return tenancy.call(
                tenant,
                () -> rows.listAll(Sort.by("createdAt").and("id")).stream()
                        .map(row -> row.invitation(now))
                        .toList());
    }

    /** Writes to the person; an earlier invitation of the same person counts no more. */
    Invitation create(Actor host, EmailAddress email, Role role) {
        RoleRules.checkMayGrant(host, role);
        return create(host, host.tenant(), email, role);
    }

    /** Hands a tenant to whom it shall belong: for the platform's operator, who is nobody in it. */
    Invitation createForOwner(Actor operator, String tenant, EmailAddress email) {
        return create(operator, tenants.find(tenant).tenantId(), email, Role.OWNER);
    }

    private Invitation create(Actor host, TenantId tenant, EmailAddress email, Role role) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LinkSecret secret = LinkSecret.random();
        var row = new InvitationEntity(host.login(), tenant, email, role, secret, now, now.plus(LIFE));
        return tenancy.call(tenant, () -> {
            if (accounts.all(tenant).stream().anyMatch(member -> member.login().equalsIgnoreCase(email.value()))) {
                throw new Refused(new Conflict("'%s' is a member already.".formatted(email)));
            }
            rows.delete("email", email.value());
            if (rows.count() >= MOST) {
                throw new Refused(new Conflict("A tenant has at most %d open invitations.".formatted(MOST)));
            }
            rows.add(row);
            letters.fire(letter(host, row, secret));
            return row.invitation(now);
        });
    }

    /** The link opens nothing any more. */
    void revoke(TenantId tenant, String id) {
        tenancy.run(tenant, () -> {
            AuditNotes.before(rows.findByIdOptional(id)
                    .orElseThrow(() -> new Refused(NotFound.of("invitation", id)))
                    .invitation(clock.instant()));
            rows.delete("id", id);
        });
    }

    /** What the link offers; {@link Refused} when it is not good, or not any more. */
    public Offer offer(LinkSecret secret) {
        return call(secret, this::offer);
    }

    /** Makes the account that the link offers, once. */
    public Account accept(LinkSecret secret, String displayName, String passwordHash) {
        return call(secret, row -> {
            var account = new Account(
                    UserId.random(), new TenantId(row.tenantId), row.email, displayName, row.role, passwordHash, false);
            try {
                accounts.add(account);
            } catch (Duplicate e) {
                throw new Refused(new Conflict("'%s' has an account already: sign in with it.".formatted(row.email)));
            }
            if (rows.delete("id", row.id) == 0) {
                throw notGood();
            }
            audit.add(account.actor(), AuditLog.Deed.done("acceptInvitation", row.id));
            return account;
        });
    }

    private interface Use<T> {
        T of(InvitationEntity row);
    }

    private <T> T call(LinkSecret secret, Use<T> use) {
        Instant now = clock.instant();
        Optional<Found> found = jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.one(
                        "select tenant_id, id from access.invitation where secret_hash = ? and expires_at > ?",
                        row -> new Found(new TenantId(row.getString(1)), row.getString(2)),
                        secret.hash(),
                        now));
        Found invitation = found.orElseThrow(Invitations::notGood);
        return tenancy.call(
                invitation.tenant(),
                () -> use.of(rows.findByIdOptional(invitation.id()).orElseThrow(Invitations::notGood)));
    }

    private Offer offer(InvitationEntity row) {
        return new Offer(tenants.get(new TenantId(row.tenantId)).shownName(), row.email, row.role);
    }

    private Letter letter(Actor host, InvitationEntity row, LinkSecret secret) {
        return new Letter(
                row.email, "Join %s on Flotilla".formatted(oneLine(offer(row).tenant())), """
                    %s invites you to join %s on Flotilla, as %s.

                    Choose your password here, within seven days:
                    %s

                    If you do not know what this is about, ignore this letter.
                    """.formatted(
                                host.login(),
                                offer(row).tenant(),
                                row.role.name().toLowerCase(Locale.ROOT),
                                console.link("/join", secret.text())));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static Refused notGood() {
        return new Refused(new NotFound("This link is not good, or not any more: ask for a new one."));
    }

    @Scheduled(every = "1h", delayed = "4m", identity = "invitations")
    void forgetExpired() {
        Instant longAgo = clock.instant().minus(LIFE);
        jobs.call(Purpose.RETENTION, sql -> sql.update("delete from access.invitation where expires_at < ?", longAgo));
    }
}
