package dev.flotilla.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.Events;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.node.v1.ProbeReport;
import dev.flotilla.proto.uplink.v1.FlowReports;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class FleetApiIT {
    private static final String NODE = """
        query($id: ID!) { node(id: $id) {
          id name state address enrolledAt lastSeenAt certificateExpiresAt cluster { name nodeCount }
          inventory { hostname cpuCores memoryBytes libraries { name version } interfaces { name addresses speedBps } }
          health { cpu problems memoryUsedBytes agentStartedAt engineStartedAt }
          probes { address packets bitrateBps lastPacketAt }
        } }\
        """;
    private static final String CREATED = """
        ... on CreatedBootstrapToken { token centerUrl bootstrapToken {
          id description state usesLeft uses expectedAddress createdBy expiresAt cluster { id name } } }\
        """;

    @Inject
    TestFleet fleet;

    @Inject
    People people;

    @Inject
    NodeReports reports;

    @Inject
    Tenancy tenancy;

    @Inject
    Events events;

    private TenantId tenant;
    private GraphQLClient admin;
    private GraphQLClient stranger;

    @BeforeEach
    void twoTenants() {
        tenant = fleet.tenant();
        admin = new GraphQLClient(people.token(tenant, Role.ADMIN));
        stranger = new GraphQLClient(people.token(fleet.tenant(), Role.ADMIN));
    }

    @Test
    void everyTenantBeginsWithACluster() {
        admin.ask("{ clusters { id name region nodeCount createdAt } }")
                .body("data.clusters", hasSize(1))
                .body("data.clusters[0].name", equalTo("default"))
                .body("data.clusters[0].nodeCount", equalTo(0));
    }

    @Test
    void makesAClusterOnce() {
        Map<String, String> input = Map.of("name", " Harbour ", "region", "eu-north");
        admin.change("createCluster", "CreateClusterInput", input, "... on Cluster { name region }")
                .body("name", equalTo("Harbour"))
                .body("region", equalTo("eu-north"));
        admin.change("createCluster", "CreateClusterInput", input, "")
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("Harbour"));
        admin.change("createCluster", "CreateClusterInput", Map.of("name", " "), "")
                .body("__typename", equalTo("InvalidInput"))
                .body("field", equalTo("name"));
    }

    @Test
    void showsABootstrapTokenOnce() {
        Map<String, Object> input =
                Map.of("clusterId", cluster(), "description", "van 3", "expectedAddress", "192.0.2.1");
        var created = admin.change("createBootstrapToken", "CreateBootstrapTokenInput", input, CREATED)
                .body("token", startsWith("bt_"))
                .body("centerUrl", startsWith("https://127.0.0.1:"))
                .body("bootstrapToken.state", equalTo("ACTIVE"))
                .body("bootstrapToken.usesLeft", equalTo(1))
                .body("bootstrapToken.expectedAddress", equalTo("192.0.2.1"))
                .body("bootstrapToken.createdBy", containsString("@"))
                .body("bootstrapToken.cluster.name", equalTo("default"));
        String id = created.extract().path("data.createBootstrapToken.bootstrapToken.id");
        admin.ask("{ bootstrapTokens { totalCount edges { node { id description state } } } }")
                .body("data.bootstrapTokens.totalCount", equalTo(1))
                .body("data.bootstrapTokens.edges[0].node.description", equalTo("van 3"));
        stranger.change("revokeBootstrapToken", id, "").body("__typename", equalTo("NotFound"));
        admin.change("revokeBootstrapToken", id, "... on BootstrapToken { state }")
                .body("state", equalTo("REVOKED"));
    }

    @Test
    void namesWhatIsWrongWithATokenThatIsAskedFor() {
        refused(Map.of("clusterId", cluster(), "uses", 0), "InvalidInput", "uses must be 1 to 10000: '0'");
        refused(Map.of("clusterId", cluster(), "lifeHours", 0), "InvalidInput", "lifeHours must be");
        refused(
                Map.of("clusterId", cluster(), "expectedAddress", "van-3"),
                "InvalidInput",
                "must be an IP address: 'van-3'");
        refused(Map.of("clusterId", "cluster_0000000000000000"), "NotFound", "cluster");
    }

    @Test
    void showsANodeWithWhatItSaid() {
        NodeId node = enrol();
        admin.ask(NODE, Map.of("id", node.value()))
                .body("data.node.state", equalTo("OFFLINE"))
                .body("data.node.inventory", nullValue())
                .body("data.node.probes", empty())
                .body("data.node.cluster.nodeCount", equalTo(1));
        reports.arrived(
                tenant,
                node,
                reports.latest(tenant, node),
                Inventory.newBuilder()
                        .setHostname("van")
                        .setCpuCores(8)
                        .setMemoryBytes(1L << 40)
                        .putLibraries("libsrt", "1.5.1")
                        .build());
        reports.hear(
                node,
                new NodeReports.Word.Feels(Health.newBuilder()
                        .setMeasuredAtMs(1)
                        .setCpu(0.5)
                        .addProblems("Hot")
                        .build()));
        reports.hear(
                node,
                new NodeReports.Word.Carries(FlowReports.newBuilder()
                        .addProbes(ProbeReport.newBuilder()
                                .setAddress("udp://127.0.0.1:9711")
                                .setPackets(7))
                        .build()));
        admin.ask(NODE, Map.of("id", node.value()))
                .body("data.node.state", equalTo("PROBLEM"))
                .body("data.node.lastSeenAt", notNullValue())
                .body("data.node.inventory.memoryBytes", equalTo(1L << 40))
                .body("data.node.inventory.libraries[0].name", equalTo("libsrt"))
                .body("data.node.health.problems[0]", equalTo("Hot"))
                .body("data.node.health.engineStartedAt", nullValue())
                .body("data.node.probes[0].packets", equalTo(7));
        reports.gone(node);
        stranger.ask(NODE, Map.of("id", node.value())).body("data.node", nullValue());
    }

    @Test
    void theLastWordOfADeletedNodeKeepsNobodyElsesFromBeingWritten() {
        NodeId node = enrol();
        NodeId deleted = NodeId.random();
        for (NodeId each : List.of(deleted, node)) {
            reports.arrived(tenant, each, NodeReport.SILENCE, Inventory.getDefaultInstance());
        }
        reports.write();
        assertThat(reports.latest(tenant, deleted)).isEqualTo(NodeReport.SILENCE);
        long written = tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                                "select count(*) from fleet.node_report where node_id = ? and online_until > now()",
                                row -> row.getLong(1),
                                node.value())
                        .orElseThrow()));
        assertThat(written).isEqualTo(1);
    }

    @Test
    void pagesThroughNodes() {
        List.of(1, 2, 3).forEach(number -> enrol());
        String page =
                "query($after: String) { nodes(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor"
                        + " } edges { node { name } } } }";
        var first = admin.ask(page)
                .body("data.nodes.totalCount", equalTo(3))
                .body("data.nodes.edges", hasSize(2))
                .body("data.nodes.pageInfo.hasNextPage", equalTo(true));
        String cursor = first.extract().path("data.nodes.pageInfo.endCursor");
        admin.ask(page, Map.of("after", cursor))
                .body("data.nodes.edges", hasSize(1))
                .body("data.nodes.pageInfo.hasNextPage", equalTo(false));
        stranger.ask(page).body("data.nodes.totalCount", equalTo(0));
    }

    @Test
    void renamesAndRevokesANode() {
        NodeId node = enrol();
        rename(admin, node, "Van 3").body("name", equalTo("Van 3"));
        rename(admin, enrol(), "Van 3").body("__typename", equalTo("Conflict"));
        rename(stranger, node, "mine").body("__typename", equalTo("NotFound"));
        admin.change("revokeNode", node.value(), "... on Node { state }").body("state", equalTo("REVOKED"));
    }

    @Test
    void pagesThroughEventsNewestFirst() {
        NodeId node = enrol();
        for (int number = 1; number <= 3; number++) {
            Instant time = Instant.now().plusSeconds(number);
            events.record(
                    tenant,
                    node,
                    List.of(Event.newBuilder()
                            .setId(EventId.at(time).value())
                            .setOccurredAtMs(time.toEpochMilli())
                            .setType("number_" + number)
                            .setSeverity(Severity.SEVERITY_ERROR)
                            .setMessage("Number " + number)
                            .build()));
        }
        String page =
                "query($after: String) { events(first: 2, after: $after) { pageInfo { hasNextPage endCursor } edges {"
                        + " node { type severity message flowId node { id } } } } }";
        var first = admin.ask(page)
                .body("data.events.edges[0].node.type", equalTo("number_3"))
                .body("data.events.edges[0].node.severity", equalTo("ERROR"))
                .body("data.events.edges[0].node.node.id", equalTo(node.value()));
        admin.ask(page, Map.of("after", first.extract().<String>path("data.events.pageInfo.endCursor")))
                .body("data.events.edges", hasSize(1))
                .body("data.events.edges[0].node.type", equalTo("number_1"));
        stranger.ask(page).body("data.events.edges", empty());
    }

    private String cluster() {
        return admin.ask("{ clusters { id } }").extract().path("data.clusters[0].id");
    }

    private NodeId enrol() {
        return new NodeId(
                TestFleet.enrol(TestMachine.random(), fleet.token(tenant, 1).secret())
                        .statusCode(201)
                        .extract()
                        .path("node_id"));
    }

    private void refused(Map<String, Object> input, String type, String message) {
        admin.change("createBootstrapToken", "CreateBootstrapTokenInput", input, "")
                .body("__typename", equalTo(type))
                .body("message", containsString(message));
    }

    private static io.restassured.response.ValidatableResponse rename(GraphQLClient who, NodeId node, String name) {
        return who.ask(
                        "mutation($id: ID!, $name: String!) { renameNode(id: $id, name: $name) { __typename ... on"
                                + " Node { name } } }",
                        Map.of("id", node.value(), "name", name))
                .rootPath("data.renameNode");
    }
}
