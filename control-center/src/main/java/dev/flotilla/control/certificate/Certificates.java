package dev.flotilla.control.certificate;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.secret.Secrets;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives nodes their certificates, and takes them back. */
@Startup
@ApplicationScoped
public class Certificates {
    private final Authority authority;
    private final Tenancy tenancy;
    private final Jobs jobs;
    private final Clock clock = Clock.systemUTC();

    Certificates(Secrets secrets, Tenancy tenancy, Jobs jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
        var seal = secrets.seal(AuthorityStore.PURPOSE);
        this.authority = jobs.call(Jobs.Purpose.KEYS, sql -> AuthorityStore.load(sql, seal))
                .orElseThrow(() -> new IllegalStateException("no certificate authority: the launcher makes it"));
    }

    public Authority authority() {
        return authority;
    }

    /** A new certificate for a node, within the tenant's transaction. Earlier ones stay valid. */
    public X509Certificate issue(TenantId tenant, NodeId node, CertificateRequest request) {
        return tenancy.call(tenant, () -> {
            X509Certificate certificate = authority.issueToNode(tenant, node, request.key(), clock.instant());
            tenancy.sql(sql -> sql.update(
                    "insert into certificate.issued (serial, tenant_id, node_id, not_before, not_after) values (?, ?,"
                            + " ?, ?, ?)",
                    NodeIdentity.serial(certificate),
                    tenant.value(),
                    node.value(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant()));
            return certificate;
        });
    }

    /** Takes back all certificates of a node, within the tenant's transaction. */
    public void revoke(TenantId tenant, NodeId node) {
        Instant now = clock.instant();
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update certificate.issued set revoked_at = ? where node_id = ? and revoked_at is null",
                        now,
                        node.value())));
    }

    /** Takes back every certificate of the tenant's, and answers how many counted still. */
    public int revokeAll(TenantId tenant) {
        Instant now = clock.instant();
        return tenancy.<Integer>call(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update certificate.issued set revoked_at = ? where tenant_id = ? and revoked_at is null",
                        now,
                        tenant.value())));
    }

    /** Those serials that are valid: issued here and not revoked. */
    public Set<String> validAmong(Collection<String> serials) {
        return jobs.call(
                Jobs.Purpose.NODE_IDENTITY,
                sql -> sql
                        .list(
                                "select serial from certificate.issued where serial = any (?) and revoked_at is null",
                                row -> row.getString(1),
                                serials)
                        .stream()
                        .collect(Collectors.toSet()));
    }

    /** Of each of those tenants the serials that were taken back and have not expired, the newest first; at most 10,000 in all. */
    public Map<TenantId, List<String>> revoked(Collection<TenantId> tenants) {
        return jobs
                .call(
                        Jobs.Purpose.NODE_IDENTITY,
                        sql -> sql.list(
                                """
                                select tenant_id, serial from certificate.issued
                                where tenant_id = any (?) and revoked_at is not null and not_after > ?
                                order by revoked_at desc, serial limit 10000\
                                """,
                                row -> Map.entry(new TenantId(row.getString(1)), row.getString(2)),
                                tenants.stream().map(TenantId::value).toList(),
                                clock.instant()))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Forgets certificates that nobody can show any more. */
    @Scheduled(every = "24h", delayed = "2m", identity = "expired-certificates")
    void forgetExpired() {
        Instant now = clock.instant();
        jobs.call(Jobs.Purpose.RETENTION, sql -> sql.update("delete from certificate.issued where not_after < ?", now));
    }
}
