package dev.flotilla.control.tenant;

import dev.flotilla.control.database.Sql;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A row of tenants: the tenant's own, and the only one that it sees. */
@Entity
@Table(schema = "tenant", name = "tenant")
class TenantEntity {
    private static final String LEAVES = "It is to be deleted.";

    @Id
    String tenantId;

    String name;
    String subdomain;
    Instant createdAt;

    @Enumerated(EnumType.STRING)
    Tenant.Tier tier;

    Instant suspendedAt;
    String suspendedBecause;
    Integer mostStreams;
    Integer mostNodes;
    Integer mostClusters;
    Integer mostFlows;
    Integer mostViewers;
    String brandName;
    String primaryColor;
    String accentColor;
    String logoUrl;
    Instant noticeGivenAt;
    String noticeGivenBy;
    Instant leavesAt;
    boolean isServedUntilThen = true;

    TenantEntity() {}

    TenantEntity(Tenant tenant) {
        tenantId = tenant.id();
        name = tenant.name();
        subdomain = tenant.subdomain();
        createdAt = tenant.createdAt();
        tier = tenant.tier();
    }

    /** A row that a job across tenants read. */
    static TenantEntity read(ResultSet row) throws SQLException {
        var tenant = new TenantEntity();
        tenant.tenantId = row.getString("tenant_id");
        tenant.name = row.getString("name");
        tenant.subdomain = row.getString("subdomain");
        tenant.createdAt = Sql.instant(row, "created_at");
        tenant.tier = Tenant.Tier.valueOf(row.getString("tier"));
        tenant.suspendedAt = Sql.instantOrNull(row, "suspended_at");
        tenant.suspendedBecause = row.getString("suspended_because");
        tenant.mostStreams = row.getObject("most_streams", Integer.class);
        tenant.mostNodes = row.getObject("most_nodes", Integer.class);
        tenant.mostClusters = row.getObject("most_clusters", Integer.class);
        tenant.mostFlows = row.getObject("most_flows", Integer.class);
        tenant.mostViewers = row.getObject("most_viewers", Integer.class);
        tenant.brandName = row.getString("brand_name");
        tenant.primaryColor = row.getString("primary_color");
        tenant.accentColor = row.getString("accent_color");
        tenant.logoUrl = row.getString("logo_url");
        tenant.noticeGivenAt = Sql.instantOrNull(row, "notice_given_at");
        tenant.noticeGivenBy = row.getString("notice_given_by");
        tenant.leavesAt = Sql.instantOrNull(row, "leaves_at");
        tenant.isServedUntilThen = row.getBoolean("is_served_until_then");
        return tenant;
    }

    Tenant tenant() {
        return new Tenant(
                tenantId,
                name,
                subdomain,
                createdAt,
                tier,
                suspension(),
                new Tenant.Limits(
                        Optional.ofNullable(mostStreams),
                        Optional.ofNullable(mostNodes),
                        Optional.ofNullable(mostClusters),
                        Optional.ofNullable(mostFlows),
                        Optional.ofNullable(mostViewers)),
                new Tenant.Branding(
                        Optional.ofNullable(brandName),
                        Optional.ofNullable(primaryColor),
                        Optional.ofNullable(accentColor),
                        Optional.ofNullable(logoUrl)),
                notice());
    }

    private Optional<Tenant.Notice> notice() {
        return Optional.ofNullable(leavesAt)
                .map(at -> new Tenant.Notice(noticeGivenAt, noticeGivenBy, at, isServedUntilThen));
    }

    /** By the platform, or because the tenant leaves and is not served until then. */
    private Optional<Tenant.Suspension> suspension() {
        return Optional.ofNullable(suspendedAt)
                .map(since -> new Tenant.Suspension(since, suspendedBecause))
                .or(() -> notice().filter(notice -> !notice.isServed())
                        .map(notice -> new Tenant.Suspension(notice.givenAt(), LEAVES)));
    }
}
