package dev.flotilla.control.access.signon;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.EmailAddress;
import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.control.access.Passwords;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.audit.AuditLog;
import dev.flotilla.control.access.member.Members;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The accounts of people who sign on at the provider, by issuer and subject: an address may change hands, these do not. */
@ApplicationScoped
class SignedOn {
    /** The highest first. */
    private static final List<Role> RANKS = List.of(Role.OPERATOR, Role.OWNER, Role.ADMIN, Role.MEMBER, Role.VIEWER);

    private record Link(TenantId tenant, String account) {}

    private final SignOnConfig config;
    private final Tenancy tenancy;
    private final Tenants tenants;
    private final Accounts accounts;
    private final Members members;
    private final Passwords passwords;
    private final Jobs jobs;
    private final AuditLog audit;

    SignedOn(
            SignOnConfig config,
            Tenancy tenancy,
            Tenants tenants,
            Accounts accounts,
            Members members,
            Passwords passwords,
            Jobs jobs,
            AuditLog audit) {
        this.config = config;
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.accounts = accounts;
        this.members = members;
        this.passwords = passwords;
        this.jobs = jobs;
        this.audit = audit;
    }

    /** The account of who signed on before. */
    Optional<Account> find(String issuer, String subject) {
        Optional<Link> link = jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.one(
                        "select tenant_id, account_id from access.external_identity where issuer = ? and subject = ?",
                        row -> new Link(new TenantId(row.getString(1)), row.getString(2)),
                        issuer,
                        subject));
        return link.flatMap(known -> accounts.find(known.tenant(), known.account()));
    }

    /** The person's account with the role that the provider says; {@link Refused} when they have none here. */
    Account enter(Person person) {
        Role role = roleOf(person);
        return find(person.issuer(), person.subject())
                .map(account -> members.follow(account, role))
                .orElseGet(() -> link(person, role));
    }

    private Role roleOf(Person person) {
        return RANKS.stream()
                .filter(rank -> person.values().stream()
                        .anyMatch(value -> rank == config.roles().get(value)))
                .findFirst()
                .or(config::defaultRole)
                .orElseThrow(() -> new Refused(
                        new Forbidden("Your organisation's sign-on gives you no role here: ask its administrator.")));
    }

    /** An account that has the address already becomes the person's; else a new one. */
    private Account link(Person person, Role role) {
        EmailAddress email = EmailAddress.parse(
                "email",
                person.email()
                        .orElseThrow(() -> new Refused(
                                new Forbidden("Your organisation's sign-on does not vouch for your e-mail address."))));
        TenantId tenant = tenant();
        Optional<Account> known = accounts.withLogin(email.value());
        if (known.isPresent() && !known.get().tenant().equals(tenant)) {
            throw new Refused(new Conflict("'%s' has an account of another organisation already.".formatted(email)));
        }
        return tenancy.call(tenant, () -> {
            Account account = known.map(existing -> members.follow(existing, role))
                    .orElseGet(() -> add(tenant, person, email, role));
            tenancy.sql(sql -> sql.update(
                    "insert into access.external_identity (issuer, subject, tenant_id, account_id) values (?, ?, ?, ?)",
                    person.issuer(),
                    person.subject(),
                    tenant.value(),
                    account.id().value()));
            audit.add(
                    account.actor(),
                    AuditLog.Deed.done("linkSignOn", account.id().value()));
            return account;
        });
    }

    /** With a password that nobody knows. */
    private Account add(TenantId tenant, Person person, EmailAddress email, Role role) {
        String nobodys = passwords.hash(LinkSecret.random().text());
        var account = new Account(UserId.random(), tenant, email.value(), person.name(), role, nobodys, false);
        accounts.add(account);
        return account;
    }

    private TenantId tenant() {
        List<Tenant> all = tenants.all();
        return config.tenant()
                .map(name -> all.stream()
                        .filter(tenant -> tenant.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new Refused(
                                new Conflict("flotilla.sign-on.tenant names no tenant: '%s'".formatted(name)))))
                .orElseGet(all::getFirst)
                .tenantId();
    }
}
