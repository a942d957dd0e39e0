package dev.flotilla.control.fleet.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.control.realtime.socket.LiveClient;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node's way through its life, as people say and as the node hears it; and the machines that come in its name. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class LifecycleIT {
    private static final String NODE = "... on Node { id state lifecycle modeReason modeSetBy modeSetAt }";

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    private TenantId tenant;
    private GraphQLClient owner;
    private TestNode node;

    @BeforeEach
    void aNode() throws Exception {
        tenant = people.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        node = TestNode.enrol(fleet.token(tenant, 1).secret());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void isEnrolledUntilItSpeaksAndThenActive() throws Exception {
        look().body("data.node.lifecycle", equalTo("ENROLLED"));
        node.join(0);
        look().body("data.node.lifecycle", equalTo("ACTIVE"));
    }

    @Test
    void aNodeHearsOfItsModeAndHearsItAgainWhenItComesBack() throws Exception {
        var stream = node.join(0);
        mode("DRAINING", "new disks")
                .body("lifecycle", equalTo("DRAINING"))
                .body("modeReason", equalTo("new disks"))
                .body("modeSetBy", containsString("@"))
                .body("modeSetAt", notNullValue());
        Mode told = stream.nextRegion(region -> region.hasMode()).getMode();
        assertThat(told.getKind()).isEqualTo(Mode.Kind.KIND_DRAINING);
        mode("MAINTENANCE", "").body("lifecycle", equalTo("MAINTENANCE"));
        Mode next = stream.nextRegion(region -> region.getMode().getKind() == Mode.Kind.KIND_MAINTENANCE)
                .getMode();
        assertThat(next.getSetAtMs()).isGreaterThanOrEqualTo(told.getSetAtMs());
        assertThat(node.join(0).nextRegion(_ -> true).getMode()).isEqualTo(next);
        mode("NORMAL", "done").body("lifecycle", equalTo("ACTIVE"));
    }

    @Test
    void aDrainingNodeTakesNoFlow() throws Exception {
        node.join(0);
        mode("DRAINING", "");
        flow().body("__typename", equalTo("Conflict")).body("message", containsString("is draining"));
        mode("NORMAL", "");
        flow().body("__typename", equalTo("Flow"));
    }

    @Test
    void isRetiredWhenItHasNoFlowsAndComesBackOnlyByEnrolment() throws Exception {
        var stream = node.join(0);
        String flow = flow().extract().path("data.createFlow.id");
        owner.change("retireNode", node.id().value(), NODE)
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("1 flow"));
        owner.change("deleteFlow", flow, "");
        owner.change("retireNode", node.id().value(), NODE)
                .body("lifecycle", equalTo("RETIRED"))
                .body("state", equalTo("REVOKED"));
        stream.end();
        mode("NORMAL", "").body("__typename", equalTo("Conflict")).body("message", containsString("retired"));
        TestFleet.enrol(node.machine(), fleet.token(tenant, 1).secret()).statusCode(201);
        look().body("data.node.lifecycle", equalTo("ACTIVE")).body("data.node.state", equalTo("OFFLINE"));
    }

    @Test
    void tellsOfAMachineThatComesWithTheCertificateOfAnother() throws Exception {
        joinFrom(node.machine().machineHash());
        look().body("data.node.machines", hasSize(1)).body("data.node.machines[0].isOfEnrolment", equalTo(true));
        joinFrom("f".repeat(64));
        joinFrom("f".repeat(64));
        look().body("data.node.machines", hasSize(2))
                .body("data.node.machines[0].isOfEnrolment", equalTo(false))
                .body("data.node.machines[0].fingerprint", equalTo("ffffffffffff"));
        owner.ask("query($id: ID) { events(nodeId: $id) { edges { node { type severity message } } } }", id())
                .body("data.events.edges.node.findAll { it.type == 'machine_changed' }.severity", contains("WARNING"));
    }

    @Test
    void onlyAdministratorsTakeNodesOutOfService() {
        var member = new GraphQLClient(people.token(tenant, Role.MEMBER));
        member.change("retireNode", node.id().value(), "").body("__typename", equalTo("Forbidden"));
        var stranger = new GraphQLClient(people.token(people.tenant(), Role.OWNER));
        stranger.change("retireNode", node.id().value(), "").body("__typename", equalTo("NotFound"));
        stranger.change(
                        "setNodeMode",
                        "SetNodeModeInput",
                        Map.of("nodeId", node.id().value(), "mode", "DRAINING"),
                        "")
                .body("__typename", equalTo("NotFound"));
    }

    @Test
    void whoListensHearsANodeComeAndGoAndChangeItsMode() throws Exception {
        try (LiveClient client = LiveClient.open(people.token(tenant, Role.VIEWER))) {
            client.listen("1", "liveSystemHealth");
            var _ = node.join(0);
            assertThat(client.told("liveSystemHealth").at("/event/type").asText())
                    .isEqualTo("node_online");
            mode("DRAINING", "new disks");
            assertThat(client.told("liveSystemHealth").at("/event/message").asText())
                    .contains("draining");
            node.close();
            assertThat(client.told("liveSystemHealth").at("/event/type").asText())
                    .isEqualTo("node_offline");
        }
    }

    private void joinFrom(String machineHash) throws InterruptedException {
        NodeMessage.Builder hello = node.hello(0);
        hello.getHelloBuilder().getInventoryBuilder().setMachineSha256(machineHash);
        assertThat(node.connect().say(hello).next().hasWelcome()).isTrue();
    }

    private ValidatableResponse mode(String mode, String reason) {
        return owner.change(
                "setNodeMode",
                "SetNodeModeInput",
                Map.of("nodeId", node.id().value(), "mode", mode, "reason", reason),
                NODE);
    }

    private ValidatableResponse flow() {
        return owner.change(
                "createFlow",
                "CreateFlowInput",
                Map.of(
                        "nodeId", node.id().value(),
                        "name", "a",
                        "sources", List.of(Map.of("name", "in", "transport", "UDP", "port", 5000)),
                        "outputs", List.of()),
                "... on Flow { id }");
    }

    private ValidatableResponse look() {
        return owner.ask(
                "query($id: ID!) { node(id: $id) { state lifecycle machines { fingerprint isOfEnrolment } } }", id());
    }

    private Map<String, String> id() {
        return Map.of("id", node.id().value());
    }
}
