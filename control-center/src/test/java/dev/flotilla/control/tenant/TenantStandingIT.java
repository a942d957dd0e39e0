package dev.flotilla.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.control.stream.StreamChanges;
import dev.flotilla.control.stream.StreamRecords;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the platform grants tenants and takes from them. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class TenantStandingIT {
    private static final String TENANT = """
        ... on Tenant { tier suspension { reason } limits { streams nodes clusters flows viewers } }\
        """;

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    StreamRecords records;

    @Inject
    StreamChanges changes;

    private TenantId tenant;
    private GraphQLClient owner;
    private GraphQLClient operator;

    @BeforeEach
    void aTenantAndTheOperator() {
        tenant = people.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        operator = new GraphQLClient(people.token(people.tenant(), Role.OPERATOR));
    }

    @Test
    void aSuspendedTenantMakesNothingNewAndItsStreamsAreDenied() {
        String stream = createStream("before").extract().path("data.createStream.stream.id");
        assertThat(records.byId(tenant, stream).orElseThrow().getIsSuspended()).isFalse();
        suspend("The invoice of May is open.").body("suspension.reason", containsString("May"));
        assertThat(records.byId(tenant, stream).orElseThrow().getIsSuspended()).isTrue();
        assertThat(changes.recent(1000))
                .anySatisfy(change -> assertThat(change.streamId()).isEqualTo(stream));
        createStream("after").body("__typename", equalTo("Conflict")).body("message", containsString("May"));
        createCluster("two").body("__typename", equalTo("Conflict"));
        owner.ask("{ me { tenant { suspension { reason } } } }")
                .body("data.me.tenant.suspension.reason", containsString("May"));
        operator.change("resumeTenant", tenant.value(), TENANT).body("suspension", nullValue());
        assertThat(records.byId(tenant, stream).orElseThrow().getIsSuspended()).isFalse();
        createStream("after").body("__typename", equalTo("CreatedStream"));
    }

    @Test
    void limitsAreNamedWhereTheyAreReached() {
        grant(Map.of("streams", 1, "clusters", 1, "nodes", 0, "viewers", 20, "flows", 0, "tier", "PREMIUM"))
                .body("tier", equalTo("PREMIUM"))
                .body("limits.streams", equalTo(1));
        String stream = createStream("one").extract().path("data.createStream.stream.id");
        assertThat(records.byId(tenant, stream).orElseThrow().getMostViewers()).isEqualTo(20);
        createStream("two")
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("limit of 1 streams"));
        createCluster("two").body("message", containsString("limit of 1 clusters"));
        TestFleet.enrol(TestMachine.random(), fleet.token(tenant, 1).secret())
                .statusCode(403)
                .body("code", equalTo("not_granted"))
                .body("detail", containsString("limit of 0 nodes"));
        grant(Map.of("streams", -1)).body("limits.streams", nullValue()).body("limits.viewers", equalTo(20));
        createStream("two").body("__typename", equalTo("CreatedStream"));
    }

    @Test
    void aTierSaysHowManyClustersOfItsOwnATenantMayHave() {
        grant(Map.of("tier", "SHARED"));
        createCluster("two")
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("limit of 1 clusters"));
        owner.ask("{ tenantUse { allowance present limit } }")
                .body("data.tenantUse.find { it.allowance == 'CLUSTERS' }.limit", equalTo(1))
                .body("data.tenantUse.find { it.allowance == 'CLUSTERS' }.present", equalTo(1))
                .body("data.tenantUse.find { it.allowance == 'STREAMS' }.limit", nullValue());
        grant(Map.of("clusters", 2));
        createCluster("two").body("__typename", equalTo("Cluster"));
        grant(Map.of("clusters", -1, "tier", "DEDICATED"));
        createCluster("three").body("__typename", equalTo("Cluster"));
    }

    @Test
    void onlyTheOperatorGrantsAndSuspends() {
        for (GraphQLClient client : List.of(owner)) {
            client.change("suspendTenant", "SuspendTenantInput", Map.of("tenantId", tenant.value(), "reason", "x"), "")
                    .body("__typename", equalTo("Forbidden"));
            client.change("setTenantGrant", "SetTenantGrantInput", Map.of("tenantId", tenant.value()), "")
                    .body("__typename", equalTo("Forbidden"));
        }
        operator.change("resumeTenant", "tenant_0000000000000000", "").body("__typename", equalTo("NotFound"));
        operator.change("resumeTenant", "nonsense", "").body("__typename", equalTo("NotFound"));
        suspend(" ").body("field", equalTo("reason"));
        operator.ask("{ tenants { id tier } }").body("data.tenants.id", hasItem(tenant.value()));
    }

    private ValidatableResponse suspend(String reason) {
        return operator.change(
                "suspendTenant", "SuspendTenantInput", Map.of("tenantId", tenant.value(), "reason", reason), TENANT);
    }

    private ValidatableResponse grant(Map<String, Object> grant) {
        var input = new HashMap<>(grant);
        input.put("tenantId", tenant.value());
        return operator.change("setTenantGrant", "SetTenantGrantInput", input, TENANT)
                .body("__typename", equalTo("Tenant"));
    }

    private ValidatableResponse createStream(String title) {
        return owner.change(
                "createStream", "CreateStreamInput", Map.of("title", title), "... on CreatedStream { stream { id } }");
    }

    private ValidatableResponse createCluster(String name) {
        return owner.change("createCluster", "CreateClusterInput", Map.of("name", name), "... on Cluster { id }");
    }
}
