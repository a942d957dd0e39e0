package dev.flotilla.control.flow.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.control.fleet.uplink.DesiredFlows;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class TemplateIT {
    private static final String TEMPLATE = "... on FlowTemplate { id name description document parameters }";
    private static final String DOCUMENT = """
        {"description": "From ${venue}",
         "sources": [{"name": "in", "transport": "SRT_LISTENER", "port": "${port}", "passphrase": "${secret}", "interface": null}],
         "outputs": [{"name": "cdn", "transport": "UDP", "address": "${venue}.example", "port": 7000, "isEnabled": false, "ttl": 3}]}\
        """;

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    DesiredFlows desired;

    private TenantId tenant;
    private GraphQLClient owner;

    @BeforeEach
    void aTenant() {
        tenant = people.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
    }

    @Test
    void makesFlowsThatDifferInTheirParameters() {
        NodeId node = new NodeId(
                TestFleet.enrol(TestMachine.random(), fleet.token(tenant, 1).secret())
                        .statusCode(201)
                        .extract()
                        .path("node_id"));
        String id = create("Venue", DOCUMENT)
                .body("parameters", equalTo(List.of("venue", "port", "secret")))
                .extract()
                .path("data.createFlowTemplate.id");
        use(id, node, Map.of("venue", "harbour", "port", "9000", "secret", "a long passphrase"))
                .body("__typename", equalTo("Flow"))
                .body("description", equalTo("From harbour"))
                .body("sources[0].port", equalTo(9000))
                .body("sources[0].isEncrypted", equalTo(true))
                .body("outputs[0].isEnabled", equalTo(false))
                .body(not(containsString("a long passphrase")));
        var flow = desired.of(tenant, node).getFlows(0);
        assertThat(flow.getOutputs(0).getUdp().getHost()).isEqualTo("harbour.example");
        assertThat(flow.getSources(0).getSrtListener().getOptions().getPassphrase())
                .isEqualTo("a long passphrase");
        use(id, node, Map.of("venue", "x", "port", "many", "secret", "a long passphrase"))
                .body("field", equalTo("sources[0].port"))
                .body("message", containsString("a whole number"));
        use(id, node, Map.of("venue", "x", "port", "9001"))
                .body("field", equalTo("values"))
                .body("value", equalTo("secret"));
        use(id, node, Map.of("venue", "x", "port", "9001", "secret", "", "more", "1"))
                .body("field", equalTo("values"))
                .body("value", equalTo("more"));
    }

    @Test
    void refusesWhatNoFlowIs() {
        refuses("nonsense", "document");
        refuses("{\"sources\": [], \"colour\": 1}", "colour");
        refuses("{\"outputs\": []}", "sources");
        refuses("{\"sources\": [{\"name\": \"a\"}]}", "sources[0].transport");
        refuses("{\"sources\": [{\"name\": \"a\", \"transport\": \"PIGEON\"}]}", "sources[0].transport");
        refuses(
                "{\"sources\": [{\"name\": \"a\", \"transport\": \"SRT_LISTENER\", \"passphrase\": \"an open"
                        + " secret\"}]}",
                "sources[0].passphrase");
    }

    @Test
    void changesAndDeletesOneAndKeepsNamesApart() {
        String id = create("One", "{\"sources\": []}").extract().path("data.createFlowTemplate.id");
        create("One", "{\"sources\": []}").body("__typename", equalTo("Conflict"));
        owner.change("updateFlowTemplate", "UpdateFlowTemplateInput", Map.of("id", id, "document", DOCUMENT), TEMPLATE)
                .body("name", equalTo("One"))
                .body("parameters", hasSize(3));
        stranger().change("deleteFlowTemplate", id, "").body("__typename", equalTo("NotFound"));
        stranger().ask("{ flowTemplates { id } }").body("data.flowTemplates", hasSize(0));
        owner.change("deleteFlowTemplate", id, "... on Deleted { id }").body("id", equalTo(id));
        owner.ask("{ flowTemplates { id } }").body("data.flowTemplates", hasSize(0));
    }

    private void refuses(String document, String field) {
        create("Wrong", document)
                .body("__typename", equalTo("InvalidInput"))
                .body("field", equalTo(field))
                .body("message", not(containsString("open secret")));
    }

    private ValidatableResponse create(String name, String document) {
        return owner.change(
                "createFlowTemplate", "CreateFlowTemplateInput", Map.of("name", name, "document", document), TEMPLATE);
    }

    private ValidatableResponse use(String template, NodeId node, Map<String, String> values) {
        return owner.change(
                "createFlowFromTemplate",
                "CreateFlowFromTemplateInput",
                Map.of(
                        "templateId",
                        template,
                        "name",
                        "made",
                        "nodeId",
                        node.value(),
                        "values",
                        values.entrySet().stream()
                                .map(value -> Map.of("name", value.getKey(), "value", value.getValue()))
                                .toList()),
                "... on Flow { description sources { port isEncrypted } outputs { isEnabled } }");
    }

    private GraphQLClient stranger() {
        return new GraphQLClient(people.token(people.tenant(), Role.OWNER));
    }
}
