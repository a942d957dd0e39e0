package dev.flotilla.control.fleet.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.fleet.ClusterState;
import dev.flotilla.control.fleet.ClusterState.Health;
import dev.flotilla.control.fleet.marketplace.Route.Candidate;
import dev.flotilla.control.fleet.marketplace.Route.Refusal;
import dev.flotilla.control.tenant.Tenant.Tier;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final TenantId OWNER = TenantId.random();
    private static final ClusterState HEALTHY = new ClusterState(Health.HEALTHY, 2, 2, 400_000_000, 3, 90);
    private static final ClusterState DEGRADED = new ClusterState(Health.DEGRADED, 2, 1, 0, 0, 0);
    private static final ClusterState OFFLINE = new ClusterState(Health.OFFLINE, 2, 0, 0, 0, 0);

    @Test
    void takesThePreferredOneThenOnesOwnThenThePlatformsThenOthers() {
        assertThat(names(
                        Tier.PREMIUM,
                        subscribed("market", HEALTHY),
                        official("official", HEALTHY),
                        own("own", HEALTHY),
                        new Candidate(
                                listing("liked", false, Cluster.Visibility.PUBLIC, none()), false, true, HEALTHY)))
                .containsExactly("liked", "own", "official", "market");
    }

    @Test
    void takesWhatIsWholeBeforeWhatIsNot() {
        assertThat(names(Tier.SHARED, own("a", DEGRADED), own("b", HEALTHY))).containsExactly("b", "a");
    }

    @Test
    void whatDoesNotServeComesLastAndSaysWhy() {
        List<Route> routes = Route.order(
                Tier.SHARED,
                List.of(own("away", OFFLINE), subscribed("market", HEALTHY), official("official", DEGRADED)));
        assertThat(routes).extracting(route -> route.cluster().name()).containsExactly("official", "away", "market");
        assertThat(routes)
                .extracting(Route::refusal)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(Refusal.CLUSTER_UNHEALTHY),
                        Optional.of(Refusal.CLUSTER_NOT_ENTITLED));
    }

    @Test
    void aLimitThatIsReachedIsNamed() {
        for (var full : List.of(limits(3, null, null), limits(null, 90, null), limits(null, null, 400))) {
            Route route = Route.order(Tier.SHARED, List.of(limited(full))).getFirst();
            assertThat(route.refusal()).contains(Refusal.CLUSTER_FULL);
            assertThat(route.detail().orElse("")).startsWith("It carries ");
        }
        assertThat(Route.order(Tier.SHARED, List.of(limited(limits(4, 91, 401))))
                        .getFirst()
                        .serves())
                .isTrue();
    }

    @Test
    void theTierSaysWhichClassesOfOthersItIncludes() {
        assertThat(Arrays.stream(Tier.values())
                        .filter(tier -> Entitlement.allows(tier, Cluster.Kind.PLATFORM_OFFICIAL)))
                .containsExactly(Tier.values());
        assertThat(Arrays.stream(Tier.values())
                        .filter(tier -> Entitlement.allows(tier, Cluster.Kind.THIRD_PARTY_MARKETPLACE)))
                .containsExactly(Tier.PREMIUM, Tier.SELF_HOSTED, Tier.DEDICATED);
        assertThat(Arrays.stream(Tier.values()).filter(tier -> Entitlement.allows(tier, Cluster.Kind.TENANT_PRIVATE)))
                .containsExactly(Tier.DEDICATED);
    }

    private static List<String> names(Tier tier, Candidate... candidates) {
        return Route.order(tier, List.of(candidates)).stream()
                .map(route -> route.cluster().name())
                .toList();
    }

    private static Candidate own(String name, ClusterState state) {
        return new Candidate(listing(name, false, Cluster.Visibility.PRIVATE, none()), true, false, state);
    }

    private static Candidate official(String name, ClusterState state) {
        return new Candidate(listing(name, true, Cluster.Visibility.PUBLIC, none()), false, false, state);
    }

    private static Candidate subscribed(String name, ClusterState state) {
        return new Candidate(listing(name, false, Cluster.Visibility.PUBLIC, none()), false, false, state);
    }

    private static Candidate limited(Cluster.Limits limits) {
        return new Candidate(listing("limited", false, Cluster.Visibility.PRIVATE, limits), true, false, HEALTHY);
    }

    private static Cluster.Limits none() {
        return limits(null, null, null);
    }

    private static Cluster.Limits limits(
            @Nullable Integer streams, @Nullable Integer viewers, @Nullable Integer bandwidth) {
        return new Cluster.Limits(
                Optional.ofNullable(streams), Optional.ofNullable(viewers), Optional.ofNullable(bandwidth));
    }

    private static Listing listing(
            String name, boolean isOfficial, Cluster.Visibility visibility, Cluster.Limits limits) {
        return new Listing(
                ClusterId.random().value(),
                name,
                Optional.empty(),
                "",
                Cluster.Kind.of(isOfficial, visibility),
                Cluster.DeploymentModel.SHARED,
                isOfficial,
                false,
                new Cluster.Terms(visibility, false, Cluster.PricingModel.FREE_UNMETERED, Optional.empty()),
                limits,
                OWNER,
                Optional.empty());
    }
}
