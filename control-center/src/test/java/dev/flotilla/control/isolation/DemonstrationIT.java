package dev.flotilla.control.isolation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.isolation.IsolationTable.Line;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every field of the schema in the demonstration: made up, or said not to be; and nothing real in it. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class DemonstrationIT {
    @Inject
    People people;

    private final IsolationTable table = IsolationTable.read();
    private String owner;
    private Introspection schema;

    @BeforeEach
    void aTenantWithAStream() {
        TenantId tenant = people.tenant();
        owner = people.token(tenant, Role.OWNER);
        schema = new Introspection(Asking.json(new Asking(owner).graphql(Introspection.DOCUMENT)));
        new Asking(owner)
                .graphql("mutation { createStream(input: {title: \"a real stream\"}) { __typename } }")
                .then()
                .statusCode(200);
    }

    @Test
    void everyFieldIsMadeUpOrSaidNotToBe() {
        List<String> wrong = new ArrayList<>();
        var answered = new TreeSet<String>();
        for (Line line : table.lines()) {
            if (line.isRest() || line.isAboutTheSchema()) {
                continue;
            }
            String operation = line.operation();
            String call = line.call()
                    .replaceAll("\"@(new|password)\"", "\"x\"")
                    .replace("@port", "9000")
                    .replaceAll("@(\\w+)", "\"demo-$1-1\"")
                    .replace("demo-recording-1", "demo-artifact-1");
            String document = "%s { %s%s }".formatted(kindOf(operation), call, schema.selectionOf(operation));
            JsonNode answer = ask(given().header("X-Demo-Mode", "true").auth().oauth2(owner), document);
            boolean isQuery = kindOf(operation).equals("query");
            String code = answer.at("/errors/0/extensions/code").asText();
            if (answer.path("errors").isMissingNode()
                    && !answer.at("/data/" + operation).isNull()) {
                answered.add(operation);
            } else if (!code.equals(isQuery ? "DEMO_UNAVAILABLE" : "DEMO_READ_ONLY")
                    || !answer.at("/errors/0/path/0").asText().equals(operation)
                    || answer.path("errors").size() != 1
                    || answer.at("/errors/0/path").size() != 1) {
                wrong.add(document + ": " + answer);
            }
            if (answer.toString().toLowerCase(Locale.ROOT).contains("a real stream")) {
                wrong.add("something real: " + answer);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(answered).contains("nodes", "node", "flows", "streams", "stream", "events", "artifacts", "clusters");
        assertThat(answered).doesNotContain("me", "members", "auditLog", "tenants", "apiTokens");
    }

    @Test
    void isAskedForInThreeWaysAndKnowsNobody() {
        for (RequestSpecification request : List.of(
                given().header("X-Demo-Mode", "true"),
                given().queryParam("demo", "true"),
                given().header("User-Agent", "API-Explorer-Demo/1"))) {
            JsonNode streams = ask(request, "{ streams(first: 2) { totalCount edges { node { id title } } } }")
                    .at("/data/streams");
            assertThat(streams.path("totalCount").asInt()).isEqualTo(3);
            assertThat(StreamSupport.stream(streams.path("edges").spliterator(), false)
                            .map(edge -> edge.at("/node/id").asText()))
                    .containsExactly("demo-stream-1", "demo-stream-2");
        }
        given().contentType("application/json")
                .body(Map.of("query", "{ streams { totalCount } }"))
                .post("/graphql")
                .then()
                .statusCode(401);
    }

    private String kindOf(String operation) {
        if (schema.isMutation(operation)) {
            return "mutation";
        }
        return schema.isSubscription(operation) ? "subscription" : "query";
    }

    private static JsonNode ask(RequestSpecification request, String document) {
        return Asking.json(request.contentType("application/json")
                .body(Map.of("query", document))
                .post("/graphql"));
    }
}
