package dev.flotilla.control.fleet.marketplace;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.graphql.GraphQLClient;
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

/** What two tenants who share a cluster, and a third who does not, see and may do. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class MarketplaceIT {
    private static final String SUBSCRIPTION =
            "... on ClusterSubscription { id status message reason tenantName cluster { id name ownerName } }";

    @Inject
    People people;

    @Inject
    Clusters clusters;

    @Inject
    Tenancy tenancy;

    private TenantId owner;
    private TenantId guest;
    private TenantId third;
    private GraphQLClient owning;
    private GraphQLClient visiting;
    private GraphQLClient other;
    private GraphQLClient operating;
    private String cluster;

    @BeforeEach
    void anOwnerAGuestAndAThird() {
        owner = people.tenant();
        guest = people.tenant();
        third = people.tenant();
        owning = client(owner, Role.OWNER);
        visiting = client(guest, Role.OWNER);
        other = client(third, Role.OWNER);
        operating = client(people.tenant(), Role.OPERATOR);
        cluster = clusters.all(owner).getFirst().id();
        tier(guest, "PREMIUM");
    }

    @Test
    void whatAClusterIsIsTheOwnersToSay() {
        owning.change(
                        "updateCluster",
                        "UpdateClusterInput",
                        Map.of(
                                "id", cluster,
                                "name", "harbour",
                                "region", "eu-west",
                                "baseUrl", "https://edge.example.org/",
                                "deploymentModel", "SHARED",
                                "mostStreams", 10),
                        "... on Cluster { name region baseUrl deploymentModel limits { streams viewers }"
                                + " clusterClass terms { visibility requiresApproval } state { health nodes } }")
                .body("name", equalTo("harbour"))
                .body("baseUrl", equalTo("https://edge.example.org"))
                .body("limits.streams", equalTo(10))
                .body("limits.viewers", nullValue())
                .body("clusterClass", equalTo("TENANT_PRIVATE"))
                .body("state.health", equalTo("OFFLINE"));
        update(Map.of("baseUrl", "ftp://x")).body("field", equalTo("baseUrl"));
        update(Map.of("baseUrl", "https://user:word@x/")).body("field", equalTo("baseUrl"));
        update(Map.of("name", " ")).body("field", equalTo("name"));
        update(Map.of("shortDescription", "x".repeat(300))).body("field", equalTo("shortDescription"));
        update(Map.of("mostStreams", -1, "region", ""))
                .body("limits.streams", nullValue())
                .body("region", nullValue());
    }

    @Test
    void whatNobodyOffersIsThereForNobody() {
        visiting.ask("query($id: ID!) { marketplaceCluster(clusterId: $id) { name } }", Map.of("id", cluster))
                .body("data.marketplaceCluster", nullValue());
        subscribe(visiting).body("__typename", equalTo("NotFound"));
        request(visiting, "please").body("__typename", equalTo("NotFound"));
        listed(visiting, "marketplaceClustersConnection").body("id", not(hasItem(cluster)));
    }

    @Test
    void whatIsOfferedToAllIsSubscribedToAndLeft() {
        offer(Map.of("visibility", "PUBLIC", "requiresApproval", false, "shortDescription", "Fast."))
                .body("clusterClass", equalTo("THIRD_PARTY_MARKETPLACE"));
        listed(visiting, "clustersAvailableConnection").body("id", hasItem(cluster));
        listed(owning, "clustersAvailableConnection").body("id", not(hasItem(cluster)));
        subscribe(visiting)
                .body("status", equalTo("ACTIVE"))
                .body("cluster.id", equalTo(cluster))
                .body("cluster.ownerName", containsString("Tenant"));
        subscribe(visiting).body("status", equalTo("ACTIVE"));
        subscribe(owning).body("__typename", equalTo("Conflict"));
        Map<String, ?> source = Map.of("name", "in", "transport", "UDP", "address", "127.0.0.1", "port", 7000);
        visiting.change(
                        "createFlow",
                        "CreateFlowInput",
                        Map.of("clusterId", cluster, "name", "f", "sources", List.of(source), "outputs", List.of()),
                        "")
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("nodes of your own"));
        routes(visiting).body("find { it.cluster.id == '%s' }.role".formatted(cluster), equalTo("SUBSCRIBED"));
        members(owning).body("status", equalTo(List.of("ACTIVE"))).body("tenantName", hasSize(1));
        one(visiting, "unsubscribeFromCluster").body("status", equalTo("ENDED"));
        one(visiting, "unsubscribeFromCluster").body("__typename", equalTo("Conflict"));
        routes(visiting).body("cluster.id", not(hasItem(cluster)));
        mine(visiting).body("", empty());
        members(owning).body("", empty());
        subscribe(visiting).body("status", equalTo("ACTIVE"));
    }

    @Test
    void theTierSaysWhichClustersOfOthersATenantMayUse() {
        tier(guest, "SHARED");
        offer(Map.of("visibility", "PUBLIC", "requiresApproval", false));
        listed(visiting, "marketplaceClustersConnection").body("id", hasItem(cluster));
        listed(visiting, "clustersAvailableConnection").body("id", not(hasItem(cluster)));
        subscribe(visiting).body("message", containsString("CLUSTER_NOT_ENTITLED"));
        tier(guest, "PREMIUM");
        subscribe(visiting).body("status", equalTo("ACTIVE"));
        tier(guest, "SHARED");
        routes(visiting)
                .body("find { it.cluster.id == '%s' }.refusal".formatted(cluster), equalTo("CLUSTER_NOT_ENTITLED"));
    }

    @Test
    void theOwnerDecidesOnWhoAsks() {
        offer(Map.of("visibility", "UNLISTED"));
        listed(visiting, "marketplaceClustersConnection").body("id", not(hasItem(cluster)));
        subscribe(visiting).body("message", containsString("requestClusterSubscription"));
        String id = request(visiting, "We stream a regatta.")
                .body("status", equalTo("PENDING_APPROVAL"))
                .extract()
                .path("data.requestClusterSubscription.id");
        routes(visiting).body("cluster.id", not(hasItem(cluster)));
        owning.ask(
                        "query($id: ID!) { pendingSubscriptionsConnection(clusterId: $id) { totalCount edges { node {"
                                + " id message tenantName } } } }",
                        Map.of("id", cluster))
                .rootPath("data.pendingSubscriptionsConnection")
                .body("totalCount", equalTo(1))
                .body("edges[0].node.message", equalTo("We stream a regatta."));
        for (GraphQLClient stranger : List.of(other, visiting)) {
            decide(stranger, "approveClusterSubscription", id, "").body("__typename", equalTo("NotFound"));
            decide(stranger, "rejectClusterSubscription", id, "no").body("__typename", equalTo("NotFound"));
        }
        decide(owning, "rejectClusterSubscription", id, "Not this year.").body("status", equalTo("REJECTED"));
        mine(visiting).body("[0].reason", equalTo("Not this year."));
        request(visiting, "Now?").body("status", equalTo("PENDING_APPROVAL"));
        decide(owning, "approveClusterSubscription", id, "").body("status", equalTo("ACTIVE"));
        routes(visiting).body("cluster.id", hasItem(cluster));
        decide(owning, "suspendClusterSubscription", id, "The invoice is open.").body("status", equalTo("SUSPENDED"));
        routes(visiting).body("cluster.id", not(hasItem(cluster)));
        request(visiting, "again").body("message", containsString("The invoice is open."));
        one(visiting, "unsubscribeFromCluster").body("__typename", equalTo("Conflict"));
        decide(owning, "approveClusterSubscription", id, "").body("status", equalTo("ACTIVE"));
        mine(other).body("", empty());
        members(other).body("message", hasItem(containsString("There is no cluster")));
    }

    @Test
    void anInviteIsAcceptedOnceByWhomItIsFor() {
        tier(guest, "DEDICATED");
        tier(third, "DEDICATED");
        var made = invite(Map.of("inviteeTenantId", guest.value(), "note", "Welcome."));
        String id = made.body("invite.state", equalTo("PENDING")).extract().path("data.createClusterInvite.invite.id");
        String secret = made.extract().path("data.createClusterInvite.secret");
        accept(other, Map.of("secret", secret)).body("__typename", equalTo("NotFound"));
        accept(other, Map.of("inviteId", id)).body("__typename", equalTo("NotFound"));
        waiting(other).body("", empty());
        waiting(visiting).body("id", equalTo(List.of(id))).body("[0].cluster.id", equalTo(cluster));
        visiting.ask("query($id: ID!) { marketplaceCluster(clusterId: $id) { name } }", Map.of("id", cluster))
                .body("data.marketplaceCluster.name", equalTo("default"));
        accept(visiting, Map.of("inviteId", id)).body("status", equalTo("ACTIVE"));
        accept(visiting, Map.of("inviteId", id)).body("__typename", equalTo("Conflict"));
        waiting(visiting).body("", empty());
        owning.change("revokeClusterInvite", id, "").body("__typename", equalTo("Conflict"));
        routes(visiting).body("cluster.id", hasItem(cluster));
    }

    @Test
    void anInviteOfBeforeEndsNoSuspension() {
        tier(guest, "DEDICATED");
        String older = invite(Map.of()).extract().path("data.createClusterInvite.secret");
        String first = invite(Map.of()).extract().path("data.createClusterInvite.secret");
        String id = accept(visiting, Map.of("secret", first)).extract().path("data.acceptClusterInvite.id");
        decide(owning, "suspendClusterSubscription", id, "The invoice is open.").body("status", equalTo("SUSPENDED"));
        accept(visiting, Map.of("secret", older)).body("message", containsString("The invoice is open."));
        routes(visiting).body("cluster.id", not(hasItem(cluster)));
        String later = invite(Map.of()).extract().path("data.createClusterInvite.secret");
        accept(visiting, Map.of("secret", later)).body("status", equalTo("ACTIVE"));
    }

    @Test
    void anInviteForWhoeverHasTheSecretIsSpentByOne() {
        tier(guest, "DEDICATED");
        tier(third, "DEDICATED");
        String secret = invite(Map.of()).extract().path("data.createClusterInvite.secret");
        accept(visiting, Map.of("secret", secret)).body("status", equalTo("ACTIVE"));
        accept(other, Map.of("secret", secret)).body("__typename", equalTo("Conflict"));
        routes(other).body("cluster.id", not(hasItem(cluster)));
        String revoked = invite(Map.of()).extract().path("data.createClusterInvite.invite.id");
        other.change("revokeClusterInvite", revoked, "").body("__typename", equalTo("NotFound"));
        owning.change("revokeClusterInvite", revoked, "... on ClusterInvite { state }")
                .body("state", equalTo("REVOKED"));
        String late = invite(Map.of("lifeDays", 1)).extract().path("data.createClusterInvite.secret");
        tenancy.run(owner, () -> tenancy.sql(sql -> sql.update("update fleet.cluster_invite set expires_at = now()")));
        accept(other, Map.of("secret", late)).body("__typename", equalTo("NotFound"));
        invite(Map.of("lifeDays", 0)).body("field", equalTo("lifeDays"));
        invite(Map.of("inviteeTenantId", "x")).body("field", equalTo("inviteeTenantId"));
        tier(third, "PREMIUM");
        String fresh = invite(Map.of()).extract().path("data.createClusterInvite.secret");
        accept(other, Map.of("secret", fresh)).body("message", containsString("CLUSTER_NOT_ENTITLED"));
        tier(third, "DEDICATED");
        accept(other, Map.of("secret", fresh)).body("status", equalTo("ACTIVE"));
    }

    @Test
    void aDefaultClusterOfThePlatformServesEverybody() {
        TenantId platform = people.tenant();
        GraphQLClient operator = client(platform, Role.OPERATOR);
        String official = clusters.all(platform).getFirst().id();
        official(operator, official, true, true).body("clusterClass", equalTo("PLATFORM_OFFICIAL"));
        tier(guest, "SHARED");
        routes(visiting).body("find { it.cluster.id == '%s' }.role".formatted(official), equalTo("OFFICIAL"));
        official(operator, official, false, true).body("field", equalTo("isDefault"));
        official(operator, cluster, true, true).body("__typename", equalTo("NotFound"));
        official(operator, official, false, false).body("clusterClass", equalTo("TENANT_PRIVATE"));
        routes(visiting).body("cluster.id", not(hasItem(official)));
    }

    @Test
    void thePreferredClusterComesFirst() {
        String second = visiting.change(
                        "createCluster", "CreateClusterInput", Map.of("name", "second"), "... on Cluster { id }")
                .extract()
                .path("data.createCluster.id");
        prefer(visiting, second)
                .body("routes[0].cluster.id", equalTo(second))
                .body("routes[0].role", equalTo("PREFERRED"));
        prefer(visiting, cluster).body("__typename", equalTo("NotFound"));
        routes(visiting).body("[0].cluster.id", equalTo(second)).body("[0].refusal", equalTo("CLUSTER_UNHEALTHY"));
        visiting.ask("mutation { setPreferredCluster { __typename ... on PreferredCluster { routes { role } } } }")
                .body("data.setPreferredCluster.routes.role", not(hasItem("PREFERRED")));
    }

    private GraphQLClient client(TenantId tenant, Role role) {
        return new GraphQLClient(people.token(tenant, role));
    }

    private void tier(TenantId tenant, String tier) {
        operating
                .change("setTenantGrant", "SetTenantGrantInput", Map.of("tenantId", tenant.value(), "tier", tier), "")
                .body("__typename", equalTo("Tenant"));
    }

    private ValidatableResponse update(Map<String, Object> change) {
        var input = new HashMap<>(change);
        input.put("id", cluster);
        return owning.change(
                "updateCluster", "UpdateClusterInput", input, "... on Cluster { region limits { streams } }");
    }

    private ValidatableResponse offer(Map<String, Object> terms) {
        var input = new HashMap<>(terms);
        input.put("clusterId", cluster);
        return owning.change(
                "updateClusterMarketplace",
                "UpdateClusterMarketplaceInput",
                input,
                "... on Cluster { clusterClass terms { visibility } }");
    }

    private static ValidatableResponse official(GraphQLClient by, String id, boolean isOfficial, boolean isDefault) {
        return by.change(
                "setClusterOfficial",
                "SetClusterOfficialInput",
                Map.of("clusterId", id, "isOfficial", isOfficial, "isDefault", isDefault),
                "... on Cluster { clusterClass }");
    }

    private ValidatableResponse subscribe(GraphQLClient by) {
        return one(by, "subscribeToCluster");
    }

    private ValidatableResponse one(GraphQLClient by, String mutation) {
        String document = "mutation($id: ID!) { %s(clusterId: $id) { __typename ... on Problem { message } %s } }"
                .formatted(mutation, SUBSCRIPTION);
        return by.ask(document, Map.of("id", cluster)).rootPath("data." + mutation);
    }

    private ValidatableResponse request(GraphQLClient by, String message) {
        return by.change(
                "requestClusterSubscription",
                "RequestClusterSubscriptionInput",
                Map.of("clusterId", cluster, "message", message),
                SUBSCRIPTION);
    }

    private static ValidatableResponse decide(GraphQLClient by, String mutation, String id, String reason) {
        if (mutation.startsWith("approve")) {
            String document =
                    "mutation($id: ID!) { %s(subscriptionId: $id) { __typename ... on Problem { message } %s } }"
                            .formatted(mutation, SUBSCRIPTION);
            return by.ask(document, Map.of("id", id)).rootPath("data." + mutation);
        }
        return by.change(
                mutation,
                "DecideClusterSubscriptionInput",
                Map.of("subscriptionId", id, "reason", reason),
                SUBSCRIPTION);
    }

    private ValidatableResponse invite(Map<String, Object> wish) {
        var input = new HashMap<>(wish);
        input.put("clusterId", cluster);
        return owning.change(
                "createClusterInvite",
                "CreateClusterInviteInput",
                input,
                "... on CreatedClusterInvite { secret invite { id state } }");
    }

    private static ValidatableResponse accept(GraphQLClient by, Map<String, Object> input) {
        return by.change("acceptClusterInvite", "AcceptClusterInviteInput", input, SUBSCRIPTION);
    }

    private static ValidatableResponse prefer(GraphQLClient by, String id) {
        return by.ask(
                        "mutation($id: ID) { setPreferredCluster(clusterId: $id) { __typename ... on Problem { message"
                                + " } ... on PreferredCluster { routes { role cluster { id } } } } }",
                        Map.of("id", id))
                .rootPath("data.setPreferredCluster");
    }

    private static ValidatableResponse listed(GraphQLClient by, String list) {
        return by.ask("{ %s(first: 200) { edges { node { id } } } }".formatted(list))
                .rootPath("data.%s.edges.node".formatted(list));
    }

    private static ValidatableResponse routes(GraphQLClient by) {
        return by.ask("{ clustersAccessConnection(first: 200) { edges { node { role health refusal cluster { id name"
                        + " } } } } }")
                .rootPath("data.clustersAccessConnection.edges.node");
    }

    private static ValidatableResponse mine(GraphQLClient by) {
        return by.ask("{ mySubscriptionsConnection { edges { node { status reason } } } }")
                .rootPath("data.mySubscriptionsConnection.edges.node");
    }

    private ValidatableResponse members(GraphQLClient by) {
        var answer = by.ask(
                "query($id: ID!) { clusterSubscriptionsConnection(clusterId: $id) { edges { node { status tenantName }"
                        + " } } }",
                Map.of("id", cluster));
        return by.equals(owning)
                ? answer.rootPath("data.clusterSubscriptionsConnection.edges.node")
                : answer.rootPath("errors");
    }

    private static ValidatableResponse waiting(GraphQLClient by) {
        return by.ask("{ myClusterInvitesConnection { edges { node { id cluster { id } } } } }")
                .rootPath("data.myClusterInvitesConnection.edges.node");
    }
}
