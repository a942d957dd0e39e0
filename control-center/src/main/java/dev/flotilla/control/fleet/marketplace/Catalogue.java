package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The clusters of all owners, as far as others may know them. Whoever asks has to say to whom it shows what it finds. */
@ApplicationScoped
class Catalogue {
    private static final String SELECT = "select * from fleet.cluster where ";
    private static final String OFFERED =
            "(visibility = 'PUBLIC' or is_default) and tenant_id <> ? and (is_official or not ?) ";

    /**
     * Which of those that are offered to all.
     *
     * @param exceptOf whose own ones are left out; none's when empty
     */
    record Filter(Optional<TenantId> exceptOf, boolean isOfficialOnly) {
        private String left() {
            return exceptOf.map(TenantId::value).orElse("");
        }
    }

    private final Jobs jobs;

    Catalogue(Jobs jobs) {
        this.jobs = jobs;
    }

    Optional<Listing> find(String id) {
        return list("id = ?", id).stream().findFirst();
    }

    Map<ClusterId, Listing> byId(Collection<ClusterId> ids) {
        return list(
                        "id = any (?)",
                        ids.stream().map(ClusterId::value).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Listing::clusterId, listing -> listing));
    }

    /** Those, and the ones that every tenant may use without asking. */
    List<Listing> openTo(Collection<ClusterId> granted) {
        return list(
                "(is_default or id = any (?)) order by name, id",
                granted.stream().map(ClusterId::value).toList());
    }

    /** By name. */
    Page<Listing> offered(Filter filter, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of("", ""));
        return Page.cut(
                list(
                        OFFERED + "and (name, id) > (?, ?) order by name, id limit ?",
                        filter.left(),
                        filter.isOfficialOnly(),
                        from.keys().get(0),
                        from.keys().get(1),
                        size + 1),
                size);
    }

    int countOffered(Filter filter) {
        return jobs.<Integer>call(
                Purpose.MARKETPLACE,
                sql -> sql.one(
                                "select count(*) from fleet.cluster where " + OFFERED,
                                row -> row.getInt(1),
                                filter.left(),
                                filter.isOfficialOnly())
                        .orElseThrow());
    }

    private List<Listing> list(String where, @Nullable Object... parameters) {
        return jobs.call(Purpose.MARKETPLACE, sql -> sql.list(SELECT + where, Catalogue::read, parameters));
    }

    static Listing read(ResultSet row) throws SQLException {
        var visibility = Cluster.Visibility.valueOf(row.getString("visibility"));
        boolean isOfficial = row.getBoolean("is_official");
        return new Listing(
                row.getString("id"),
                row.getString("name"),
                Optional.ofNullable(row.getString("region")),
                row.getString("short_description"),
                Cluster.Kind.of(isOfficial, visibility),
                Cluster.DeploymentModel.valueOf(row.getString("deployment_model")),
                isOfficial,
                row.getBoolean("is_default"),
                new Cluster.Terms(
                        visibility,
                        row.getBoolean("requires_approval"),
                        Cluster.PricingModel.valueOf(row.getString("pricing_model")),
                        number(row, "monthly_price_cents")),
                new Cluster.Limits(
                        number(row, "most_streams"), number(row, "most_viewers"), number(row, "most_bandwidth_mbps")),
                new TenantId(row.getString("tenant_id")),
                Optional.ofNullable(row.getString("base_url")));
    }

    private static Optional<Integer> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Integer.class));
    }
}
