package dev.flotilla.control.access.audit;

import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.audit.AuditEntry.ActorKind;
import dev.flotilla.control.access.audit.AuditEntry.Outcome;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.id.TenantId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The rows of the audit log: added and read, never changed. */
@ApplicationScoped
public class AuditLog {
    /** What happened to what. States are records of the API, kept without their secrets. */
    public record Deed(
            String operation,
            Optional<String> target,
            Outcome outcome,
            @Nullable String detail,
            @Nullable Object before,
            @Nullable Object after) {
        /** Done, to that target. */
        public static Deed done(String operation, String target) {
            return new Deed(operation, Optional.of(target), Outcome.DONE, null, null, null);
        }
    }

    /** Which entries are wanted; null for all. */
    record Filter(
            @Nullable String actor,
            @Nullable String operation,
            @Nullable String target,
            @Nullable Instant from,
            @Nullable Instant to) {}

    private static final Cursor BEGIN = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), "");
    private static final int LONGEST_AGENT = 300;

    private final Tenancy tenancy;
    private final Jobs jobs;
    private final Whence whence;
    private final AuditConfig config;
    private final Clock clock = Clock.systemUTC();

    AuditLog(Tenancy tenancy, Jobs jobs, Whence whence, AuditConfig config) {
        this.tenancy = tenancy;
        this.jobs = jobs;
        this.whence = whence;
        this.config = config;
    }

    /** Adds a row, in the tenant's transaction at hand when there is one. */
    public void add(Actor actor, Deed deed) {
        ActorKind kind = actor.token().isPresent()
                ? ActorKind.API_TOKEN
                : actor.role() == Role.OPERATOR ? ActorKind.OPERATOR : ActorKind.USER;
        String id = actor.token().map(Actor.Token::id).orElse(actor.user().value());
        String name = actor.token()
                .map(token -> "%s (token of %s)".formatted(token.name(), actor.login()))
                .orElse(actor.login());
        add(actor.tenant(), kind, id, name, deed);
    }

    /** Adds a row about somebody who has not signed in and is known by that name alone. */
    public void addOfNobody(TenantId tenant, String name, Deed deed) {
        add(tenant, ActorKind.NOBODY, null, name, deed);
    }

    private void add(TenantId tenant, ActorKind kind, @Nullable String actor, String name, Deed deed) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        """
                        insert into access.audit_entry (id, tenant_id, at, actor_kind, actor_id, actor_name, operation, target_id,
                            outcome, detail, before, after, address, user_agent)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)\
                        """,
                        "audit_"
                                + HexFormat.of()
                                        .toHexDigits(ThreadLocalRandom.current().nextLong()),
                        tenant.value(),
                        clock.instant(),
                        kind.name(),
                        actor,
                        name,
                        deed.operation(),
                        writable(deed.target().orElse(null)),
                        deed.outcome().name(),
                        writable(deed.detail()),
                        AuditShape.json(deed.before()),
                        AuditShape.json(deed.after()),
                        whence.address(),
                        whence.userAgent(LONGEST_AGENT))));
    }

    /** What callers send may hold the one character that the database cannot. */
    private static @Nullable String writable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    /** Newest first. */
    Page<AuditEntry> page(TenantId tenant, int first, Optional<String> after, Filter filter) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(BEGIN);
        Instant before = from.instant(0);
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.list(
                                """
                                select * from access.audit_entry where (at, id) < (?, ?)
                                    and (?::text is null or actor_id = ? or lower(actor_name) = lower(?))
                                    and (?::text is null or operation = ?) and (?::text is null or target_id = ?)
                                    and at >= coalesce(?::timestamptz, '-infinity') and at < coalesce(?::timestamptz, 'infinity')
                                order by at desc, id desc limit ?\
                                """,
                                AuditLog::read,
                                before,
                                from.keys().get(1),
                                filter.actor(),
                                filter.actor(),
                                filter.actor(),
                                filter.operation(),
                                filter.operation(),
                                filter.target(),
                                filter.target(),
                                filter.from(),
                                filter.to(),
                                size + 1))),
                size);
    }

    @Scheduled(every = "1h", delayed = "3m", identity = "audit-log")
    void forgetOld() {
        Instant oldest = clock.instant().minus(config.retention());
        jobs.call(Purpose.RETENTION, sql -> sql.update("delete from access.audit_entry where at < ?", oldest));
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                Sql.instant(row, "at"),
                ActorKind.valueOf(row.getString("actor_kind")),
                Optional.ofNullable(row.getString("actor_id")),
                row.getString("actor_name"),
                row.getString("operation"),
                Optional.ofNullable(row.getString("target_id")),
                Outcome.valueOf(row.getString("outcome")),
                Optional.ofNullable(row.getString("detail")),
                Optional.ofNullable(row.getString("before")),
                Optional.ofNullable(row.getString("after")),
                Optional.ofNullable(row.getString("address")),
                Optional.ofNullable(row.getString("user_agent")));
    }
}
