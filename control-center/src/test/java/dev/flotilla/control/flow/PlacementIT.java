package dev.flotilla.control.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.control.fleet.uplink.DesiredFlows;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.uplink.v1.FlowReports;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flows on any node of a cluster, lists of flows, and the same for many of them. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class PlacementIT {
    private static final String FLOW =
            "... on Flow { id name node { id } placement { cluster { name } epoch moveAfterSeconds reason } drift }";

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    NodeReports reports;

    @Inject
    DesiredFlows desired;

    private TenantId tenant;
    private GraphQLClient owner;
    private String cluster;

    @BeforeEach
    void aTenant() {
        tenant = people.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        cluster = owner.ask("{ clusters { id } }").extract().path("data.clusters[0].id");
    }

    @Test
    void goesToTheNodeWithTheLeastLoadAndMovesWhenThatIsRevoked() {
        NodeId busy = online(0.9);
        NodeId idle = online(0.1);
        String id = create("morning", 9000)
                .body("node.id", equalTo(idle.value()))
                .body("placement.epoch", equalTo(1))
                .body("placement.moveAfterSeconds", equalTo(30))
                .body("placement.reason", containsString("least load"))
                .extract()
                .path("data.createFlow.id");
        says(idle, id);
        owner.change("revokeNode", idle.value(), "... on Node { state }").body("state", equalTo("REVOKED"));
        awaitFlowOn(busy, id);
        flow(id).body("data.flow.placement.epoch", equalTo(2))
                .body("data.flow.placement.reason", containsString("is revoked"))
                .body("data.flow.drift", hasItem(containsString("runs it, too")));
        assertThat(desired.of(tenant, busy).getFlowsList()).hasSize(1);
        assertThat(desired.of(tenant, idle).getFlowsList()).isEmpty();
        assertThat(desired.of(tenant, idle).getGeneration()).isEqualTo(2);
    }

    @Test
    void saysWhyNoNodeCanTakeIt() {
        create("early", 9000).body("__typename", equalTo("Conflict")).body("message", containsString("it has none"));
        online(0.1);
        create("morning", 9000).body("__typename", equalTo("Flow"));
        create("evening", 9000)
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("has a port of it taken"));
    }

    @Test
    void takesANodeOrAClusterAndNotBoth() {
        NodeId node = online(0.1);
        var both = wish("a", 9000);
        both.put("nodeId", node.value());
        owner.change("createFlow", "CreateFlowInput", both, FLOW).body("field", equalTo("nodeId"));
        var neither = wish("a", 9000);
        neither.remove("clusterId");
        owner.change("createFlow", "CreateFlowInput", neither, FLOW).body("field", equalTo("nodeId"));
        var bound = wish("a", 9000);
        bound.remove("clusterId");
        bound.put("nodeId", node.value());
        String id = owner.change("createFlow", "CreateFlowInput", bound, FLOW)
                .body("placement", nullValue())
                .extract()
                .path("data.createFlow.id");
        owner.change("updateFlow", "UpdateFlowInput", Map.of("id", id, "moveAfterSeconds", 60), FLOW)
                .body("field", equalTo("moveAfterSeconds"));
    }

    @Test
    void changesHowLongItsNodeMayBeGone() {
        online(0.1);
        String id = create("a", 9000).extract().path("data.createFlow.id");
        owner.change("updateFlow", "UpdateFlowInput", Map.of("id", id, "moveAfterSeconds", 60), FLOW)
                .body("placement.moveAfterSeconds", equalTo(60));
        owner.change("updateFlow", "UpdateFlowInput", Map.of("id", id, "moveAfterSeconds", 1), FLOW)
                .body("field", equalTo("moveAfterSeconds"));
    }

    @Test
    void listsByNameAndFindsByAPartOfIt() {
        online(0.1);
        create("Evening news", 9000);
        create("Morning news", 9001);
        create("Weather", 9002);
        owner.ask("{ flows(first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } }")
                .body("data.flows.totalCount", equalTo(3))
                .body("data.flows.pageInfo.hasNextPage", equalTo(true))
                .body("data.flows.edges[0].node.name", equalTo("Evening news"));
        owner.ask(
                        "query($c: ID) { flows(search: \"NEWS\", clusterId: $c) { totalCount edges { node { name } } }"
                                + " }",
                        Map.of("c", cluster))
                .body("data.flows.totalCount", equalTo(2))
                .body("data.flows.edges.node.name", equalTo(List.of("Evening news", "Morning news")));
        new GraphQLClient(people.token(people.tenant(), Role.OWNER))
                .ask("{ flows { totalCount } }")
                .body("data.flows.totalCount", equalTo(0));
    }

    @Test
    void doesTheSameWithManyAndSaysWhatBecameOfEach() {
        online(0.1);
        String one = create("a", 9000).extract().path("data.createFlow.id");
        String two = create("b", 9001).extract().path("data.createFlow.id");
        many(List.of(one, "flow_0000000000000000", two), "STOP")
                .body("results.isDone", equalTo(List.of(true, false, true)))
                .body("results[1].code", equalTo("NOT_FOUND"))
                .body("results[0].flow.running", equalTo(false));
        many(List.of(one, two), "DELETE").body("results.isDone", equalTo(List.of(true, true)));
        owner.ask("{ flows { edges { node { id } } } }").body("data.flows.edges", hasSize(0));
        many(List.of(), "STOP").body("field", equalTo("ids"));
    }

    private void awaitFlowOn(NodeId node, String id) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!flow(id).extract().path("data.flow.node.id").equals(node.value())) {
            assertThat(System.nanoTime()).as("still not on %s", node).isLessThan(deadline);
        }
    }

    private ValidatableResponse many(List<String> ids, String action) {
        return owner.change(
                "changeFlows",
                "ChangeFlowsInput",
                Map.of("ids", ids, "action", action),
                "... on ChangedFlows { results { id isDone problem code flow { running } } }");
    }

    private NodeId online(double cpu) {
        NodeId node = new NodeId(
                TestFleet.enrol(TestMachine.random(), fleet.token(tenant, 1).secret())
                        .statusCode(201)
                        .extract()
                        .path("node_id"));
        reports.arrived(tenant, node, reports.latest(tenant, node), Inventory.getDefaultInstance());
        reports.hear(
                node,
                new NodeReports.Word.Feels(
                        Health.newBuilder().setMeasuredAtMs(1).setCpu(cpu).build()));
        return node;
    }

    private void says(NodeId node, String flow) {
        reports.hear(
                node,
                new NodeReports.Word.Carries(FlowReports.newBuilder()
                        .addReports(FlowReport.newBuilder().setFlowId(flow).setHealth(FlowHealth.FLOW_HEALTH_RECEIVING))
                        .build()));
    }

    private ValidatableResponse create(String name, int port) {
        return owner.change("createFlow", "CreateFlowInput", wish(name, port), FLOW);
    }

    private Map<String, Object> wish(String name, int port) {
        return new HashMap<>(Map.of(
                "clusterId",
                cluster,
                "name",
                name,
                "sources",
                List.of(Map.of("name", "in", "transport", "SRT_LISTENER", "port", port)),
                "outputs",
                List.of()));
    }

    private ValidatableResponse flow(String id) {
        return owner.ask(
                "query($id: ID!) { flow(id: $id) { " + FLOW.replace("... on Flow {", "") + " }", Map.of("id", id));
    }
}
