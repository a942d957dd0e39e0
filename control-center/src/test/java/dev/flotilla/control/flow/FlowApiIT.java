package dev.flotilla.control.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
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
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.FlowReports;
import dev.flotilla.proto.uplink.v1.NotApplied;
import dev.flotilla.unit.Generation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class FlowApiIT {
    private static final String FLOW = """
            ... on Flow { id name description origin running isApplied notApplied createdAt updatedAt
              sources { name transport address port latencyMs isEncrypted streamId interface }
              outputs { name isEnabled transport address port isEncrypted interface ttl smoothingMs } }""";
    private static final String PASSPHRASE = "a long passphrase";

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    NodeReports reports;

    @Inject
    DesiredFlows desired;

    private TenantId tenant;
    private NodeId node;
    private GraphQLClient owner;
    private GraphQLClient viewer;
    private GraphQLClient stranger;

    @BeforeEach
    void oneNodeAndThreePeople() {
        tenant = people.tenant();
        node = admit();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        viewer = new GraphQLClient(people.token(tenant, Role.VIEWER));
        stranger = new GraphQLClient(people.token(people.tenant(), Role.OWNER));
    }

    private NodeId admit() {
        return new NodeId(
                TestFleet.enrol(TestMachine.random(), fleet.token(tenant, 1).secret())
                        .statusCode(201)
                        .extract()
                        .path("node_id"));
    }

    @Test
    void makesAFlowAndTellsItsNodeEverything() {
        String id = create("morning", 9000)
                .body("__typename", equalTo("Flow"))
                .body("origin", equalTo("CENTER"))
                .body("running", equalTo(true))
                .body("isApplied", equalTo(false))
                .body("createdAt", notNullValue())
                .body("sources[0].transport", equalTo("SRT_LISTENER"))
                .body("sources[0].isEncrypted", equalTo(true))
                .body("outputs[0].address", equalTo("10.0.0.1"))
                .body("outputs[0].interface", equalTo("eth0"))
                .body("outputs[0].isEnabled", equalTo(true))
                .body("outputs[0].ttl", equalTo(8))
                .extract()
                .path("data.createFlow.id");
        DesiredState state = desired.of(tenant, node);
        assertThat(state.getGeneration()).isEqualTo(1);
        FlowSpec spec = state.getFlows(0);
        assertThat(spec.getId()).isEqualTo(id);
        assertThat(spec.getSources(0).getSrtListener().getOptions().getPassphrase())
                .isEqualTo(PASSPHRASE);
        assertThat(spec.getOutputs(0).getUdp().getInterface()).isEqualTo("eth0");
    }

    @Test
    void neverAnswersAPassphrase() {
        create("secret", 9000).body(not(containsString(PASSPHRASE)));
    }

    @Test
    void growsTheGenerationWithEachChangeAndNotWithoutOne() {
        String id = idOf(create("a", 9000));
        owner.change("stopFlow", id, FLOW).body("running", equalTo(false));
        assertThat(desired.of(tenant, node).getGeneration()).isEqualTo(2);
        owner.change("stopFlow", id, FLOW).body("running", equalTo(false));
        assertThat(desired.of(tenant, node).getGeneration()).isEqualTo(2);
        owner.change("startFlow", id, FLOW).body("running", equalTo(true));
        owner.change("deleteFlow", id, "... on Deleted { id }").body("id", equalTo(id));
        assertThat(desired.of(tenant, node).getGeneration()).isEqualTo(4);
        assertThat(desired.of(tenant, node).getFlowsList()).isEmpty();
        assertThat(desired.generations(List.of(node))).containsEntry(node, new Generation(4));
        owner.ask("query($id: ID!) { flow(id: $id) { id } }", Map.of("id", id)).body("data.flow", nullValue());
    }

    @Test
    void keepsAPassphraseThatIsNotSentAndRemovesAnEmptyOne() {
        String id = idOf(create("a", 9000));
        update(id, Map.of("sources", List.of(source(9001))))
                .body("sources[0].port", equalTo(9001))
                .body("sources[0].isEncrypted", equalTo(true));
        assertThat(passphraseOf(0)).isEqualTo(PASSPHRASE);
        var without = new HashMap<String, Object>(source(9001));
        without.put("passphrase", "");
        update(id, Map.of("sources", List.of(without))).body("sources[0].isEncrypted", equalTo(false));
        assertThat(passphraseOf(0)).isEmpty();
    }

    @Test
    void leavesWhatIsNotSentAsItIs() {
        String id = idOf(create("a", 9000));
        update(id, Map.of("name", "b"))
                .body("name", equalTo("b"))
                .body("sources[0].port", equalTo(9000))
                .body("outputs", hasSize(1));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        create("", 9000).body("__typename", equalTo("InvalidInput")).body("field", equalTo("name"));
        create("a", 70_000)
                .body("field", equalTo("sources[0].port"))
                .body("value", equalTo("70000"))
                .body("message", containsString("1 to 65535"));
        var weak = new HashMap<String, Object>(source(9000));
        weak.put("passphrase", "short");
        owner.change("createFlow", "CreateFlowInput", flow("a", weak), FLOW)
                .body("field", equalTo("sources[0].passphrase"))
                .body("value", nullValue())
                .body("message", not(containsString("short")));
    }

    @Test
    void refusesAPortAndANameThatAreTakenOnTheNode() {
        create("a", 9000);
        create("b", 9000)
                .body("__typename", equalTo("InvalidInput"))
                .body("message", containsString("is taken by flow 'a'"));
        create("a", 9001).body("__typename", equalTo("Conflict"));
    }

    @Test
    void showsWhatTheNodeCouldNotApplyUntilTheNextChange() {
        String id = idOf(create("a", 9000));
        desired.answered(
                tenant,
                node,
                DesiredStateResult.newBuilder()
                        .setGeneration(1)
                        .addNotApplied(NotApplied.newBuilder().setFlowId(id).setReason("port 9000 is taken"))
                        .build());
        flow(owner, id)
                .body("data.flow.isApplied", equalTo(false))
                .body("data.flow.notApplied", containsString("9000"));
        update(id, Map.of("sources", List.of(source(9001)))).body("notApplied", nullValue());
        desired.answered(
                tenant,
                node,
                DesiredStateResult.newBuilder()
                        .setGeneration(2)
                        .addAppliedFlowIds(id)
                        .build());
        flow(owner, id).body("data.flow.isApplied", equalTo(true)).body("data.flow.notApplied", nullValue());
    }

    @Test
    void showsWhyANodeRefusedEverything() {
        String id = idOf(create("a", 9000));
        desired.answered(
                tenant,
                node,
                DesiredStateResult.newBuilder()
                        .setGeneration(1)
                        .setRefused("generation 1 is older than 7")
                        .build());
        flow(owner, id)
                .body("data.flow.isApplied", equalTo(false))
                .body("data.flow.notApplied", containsString("older than 7"));
    }

    @Test
    void showsHowTheFlowRuns() {
        String id = idOf(create("a", 9000));
        flow(owner, id).body("data.flow.status", nullValue());
        reports.arrived(tenant, node, reports.latest(tenant, node), Inventory.getDefaultInstance());
        reports.hear(
                node,
                new NodeReports.Word.Carries(FlowReports.newBuilder()
                        .addReports(FlowReport.newBuilder()
                                .setFlowId(id)
                                .setHealth(FlowHealth.FLOW_HEALTH_RECEIVING)
                                .setStartedAtMs(1)
                                .addSources(SourceReport.newBuilder()
                                        .setName("camera")
                                        .setConnected(true)
                                        .setBitrateBps(5_000_000_000L))
                                .addOutputs(
                                        OutputReport.newBuilder().setName("cdn").setClients(1)))
                        .build()));
        flow(owner, id)
                .body("data.flow.status.health", equalTo("RECEIVING"))
                .body("data.flow.status.sources[0].isConnected", equalTo(true))
                .body("data.flow.status.sources[0].bitrateBps", equalTo(5_000_000_000L))
                .body("data.flow.status.outputs[0].clients", equalTo(1));
    }

    @Test
    void aFlowMadeOnTheNodeIsShownAndNotChanged() {
        FlowSpec local = FlowSpec.newBuilder()
                .setId("flow_00000000" + node.value().substring(node.value().length() - 8))
                .setName("local one")
                .build();
        reports.arrived(tenant, node, reports.latest(tenant, node), Inventory.getDefaultInstance());
        reports.hear(
                node,
                new NodeReports.Word.Carries(FlowReports.newBuilder()
                        .setLocal(dev.flotilla.proto.uplink.v1.LocalFlows.newBuilder()
                                .addFlows(local))
                        .build()));
        flow(owner, local.getId())
                .body("data.flow.origin", equalTo("NODE"))
                .body("data.flow.isApplied", equalTo(true))
                .body("data.flow.createdAt", nullValue());
        owner.change("stopFlow", local.getId(), FLOW)
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("made on its node"));
    }

    @Test
    void nodesAndFlowsKnowEachOther() {
        NodeId empty = admit();
        create("a", 9000);
        create("b", 9001);
        owner.ask(
                        "query($one: ID!, $two: ID!) { one: node(id: $one) { flows { name node { id } } } two: node(id: $two) { flows { name } } }",
                        Map.of("one", node.value(), "two", empty.value()))
                .body("data.one.flows.name", equalTo(List.of("a", "b")))
                .body("data.one.flows[0].node.id", equalTo(node.value()))
                .body("data.two.flows", hasSize(0));
    }

    @Test
    void aViewerLooksAndChangesNothing() {
        String id = idOf(create("a", 9000));
        flow(viewer, id).body("data.flow.name", equalTo("a"));
        for (String mutation : List.of("startFlow", "stopFlow", "deleteFlow")) {
            viewer.change(mutation, id, "").body("__typename", equalTo("Forbidden"));
        }
        viewer.change("updateFlow", "UpdateFlowInput", Map.of("id", id), "").body("__typename", equalTo("Forbidden"));
        viewer.change("createFlow", "CreateFlowInput", flow("b", source(9001)), "")
                .body("__typename", equalTo("Forbidden"))
                .body("message", containsString("VIEWER"));
    }

    @Test
    void anotherTenantSeesNothing() {
        String id = idOf(create("a", 9000));
        flow(stranger, id).body("data.flow", nullValue());
        for (String mutation : List.of("startFlow", "stopFlow", "deleteFlow")) {
            stranger.change(mutation, id, "").body("__typename", equalTo("NotFound"));
        }
        stranger.change("updateFlow", "UpdateFlowInput", Map.of("id", id), "").body("__typename", equalTo("NotFound"));
        stranger.change("createFlow", "CreateFlowInput", flow("b", source(9001)), "")
                .body("__typename", equalTo("NotFound"));
        assertThat(desired.of(tenant, node).getFlowsList()).hasSize(1);
    }

    private String passphraseOf(int source) {
        return desired.of(tenant, node)
                .getFlows(0)
                .getSources(source)
                .getSrtListener()
                .getOptions()
                .getPassphrase();
    }

    private ValidatableResponse create(String name, int port) {
        var encrypted = new HashMap<String, Object>(source(port));
        encrypted.put("passphrase", PASSPHRASE);
        return owner.change("createFlow", "CreateFlowInput", flow(name, encrypted), FLOW);
    }

    private Map<String, Object> flow(String name, Map<String, ?> source) {
        return Map.of(
                "nodeId", node.value(),
                "name", name,
                "sources", List.of(source),
                "outputs",
                        List.of(Map.of(
                                "name",
                                "cdn",
                                "transport",
                                "UDP",
                                "address",
                                "10.0.0.1",
                                "port",
                                7000,
                                "interface",
                                "eth0",
                                "ttl",
                                8)));
    }

    private static Map<String, Object> source(int port) {
        return Map.of("name", "camera", "transport", "SRT_LISTENER", "port", port);
    }

    private ValidatableResponse update(String id, Map<String, ?> change) {
        var input = new HashMap<String, Object>(change);
        input.put("id", id);
        return owner.change("updateFlow", "UpdateFlowInput", input, FLOW).body("__typename", equalTo("Flow"));
    }

    private static ValidatableResponse flow(GraphQLClient client, String id) {
        return client.ask("""
                query($id: ID!) { flow(id: $id) { id name origin isApplied notApplied createdAt
                  status { health sources { isConnected bitrateBps } outputs { clients } } } }""", Map.of("id", id));
    }

    private static String idOf(ValidatableResponse created) {
        return created.body("__typename", equalTo("Flow")).extract().path("data.createFlow.id");
    }
}
