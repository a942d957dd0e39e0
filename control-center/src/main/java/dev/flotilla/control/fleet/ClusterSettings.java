package dev.flotilla.control.fleet;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the owners of clusters change about them. */
@ApplicationScoped
public class ClusterSettings {
    /**
     * Others may use a cluster who could not before, or not any more. Fired within the transaction of its owner.
     *
     * @param isForAll whether that may be any tenant, and not only those who use it by a subscription
     */
    public record OpennessChanged(TenantId owner, ClusterId cluster, boolean isForAll) {}

    private static final int MOST = 100_000_000;
    private static final int LONGEST_DESCRIPTION = 280;
    private static final int LONGEST_URL = 300;

    private final Tenancy tenancy;
    private final Clusters clusters;
    private final ClusterRepository rows;
    private final Event<OpennessChanged> opennessChanged;

    ClusterSettings(
            Tenancy tenancy, Clusters clusters, ClusterRepository rows, Event<OpennessChanged> opennessChanged) {
        this.tenancy = tenancy;
        this.clusters = clusters;
        this.rows = rows;
        this.opennessChanged = opennessChanged;
    }

    Cluster update(TenantId tenant, ClusterInput.Update input) {
        return change(
                tenant,
                input.id(),
                old -> rows.step(
                        """
                        name = ?1, region = ?2, shortDescription = ?3, baseUrl = ?4, deploymentModel = ?5, mostStreams = ?6,
                            mostViewers = ?7, mostBandwidthMbps = ?8
                        where id = ?9\
                        """,
                        Names.check("name", Objects.requireNonNullElse(input.name(), old.name())),
                        region(input.region(), old),
                        description(input.shortDescription(), old),
                        baseUrl(input.baseUrl(), old),
                        Objects.requireNonNullElse(input.deploymentModel(), old.deploymentModel()),
                        number("mostStreams", input.mostStreams(), old.limits().streams()),
                        number("mostViewers", input.mostViewers(), old.limits().viewers()),
                        number(
                                "mostBandwidthMbps",
                                input.mostBandwidthMbps(),
                                old.limits().bandwidthMbps()),
                        old.id()));
    }

    /** Those who use it already go on, where their tier allows clusters of the class that it then has. */
    Cluster offer(TenantId tenant, ClusterInput.Marketplace input) {
        return change(tenant, input.clusterId(), old -> {
            var visibility =
                    Objects.requireNonNullElse(input.visibility(), old.terms().visibility());
            rows.step(
                    """
                    visibility = ?1, requiresApproval = ?2, pricingModel = ?3, monthlyPriceCents = ?4,
                        shortDescription = ?5
                    where id = ?6\
                    """,
                    visibility,
                    Objects.requireNonNullElse(
                            input.requiresApproval(), old.terms().requiresApproval()),
                    Objects.requireNonNullElse(input.pricingModel(), old.terms().pricingModel()),
                    number(
                            "monthlyPriceCents",
                            input.monthlyPriceCents(),
                            old.terms().monthlyPriceCents()),
                    description(input.shortDescription(), old),
                    old.id());
            if (old.kind() != Cluster.Kind.of(old.isOfficial(), visibility)) {
                opennessChanged.fire(new OpennessChanged(tenant, old.clusterId(), false));
            }
        });
    }

    Cluster setOfficial(TenantId tenant, ClusterInput.Official input) {
        if (input.isDefault() && !input.isOfficial()) {
            throw new Refused(InvalidInput.of("isDefault", true, "is for official clusters alone"));
        }
        return change(tenant, input.clusterId(), old -> {
            rows.step("isOfficial = ?1, isDefault = ?2 where id = ?3", input.isOfficial(), input.isDefault(), old.id());
            boolean isForAll = old.isDefault() != input.isDefault();
            if (isForAll || old.isOfficial() != input.isOfficial()) {
                opennessChanged.fire(new OpennessChanged(tenant, old.clusterId(), isForAll));
            }
        });
    }

    private interface Step {
        void on(Cluster old);
    }

    private Cluster change(TenantId tenant, String id, Step step) {
        try {
            return tenancy.call(tenant, () -> {
                Cluster old = clusters.get(tenant, id);
                AuditNotes.before(old);
                step.on(old);
                return clusters.get(tenant, id);
            });
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a cluster of that name already."));
        }
    }

    private static @Nullable String region(@Nullable String wished, Cluster old) {
        if (wished == null) {
            return old.region().orElse(null);
        }
        return wished.isBlank() ? null : Names.check("region", wished);
    }

    private static String description(@Nullable String wished, Cluster old) {
        String text = wished == null ? old.shortDescription() : wished.strip();
        if (text.length() > LONGEST_DESCRIPTION || text.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(InvalidInput.of(
                    "shortDescription",
                    text,
                    "must have at most %d characters, none a control character".formatted(LONGEST_DESCRIPTION)));
        }
        return text;
    }

    private static @Nullable String baseUrl(@Nullable String wished, Cluster old) {
        if (wished == null || wished.isBlank()) {
            return wished == null ? old.baseUrl().orElse(null) : null;
        }
        try {
            URI url = new URI(wished.strip());
            boolean isWeb = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            boolean isPlain = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
            if (isWeb && isPlain && url.getHost() != null && wished.length() <= LONGEST_URL) {
                return url.toString().replaceFirst("/+$", "");
            }
        } catch (URISyntaxException noUrl) {
            // Answered below.
        }
        throw new Refused(InvalidInput.of(
                "baseUrl", wished, "must be an http or https address of at most %d characters".formatted(LONGEST_URL)));
    }

    private static @Nullable Integer number(String field, @Nullable Integer wished, Optional<Integer> old) {
        if (wished == null) {
            return old.orElse(null);
        }
        if (wished > MOST) {
            throw new Refused(
                    InvalidInput.of(field, wished, "must be at most %d, or negative for none".formatted(MOST)));
        }
        return wished < 0 ? null : wished;
    }
}
