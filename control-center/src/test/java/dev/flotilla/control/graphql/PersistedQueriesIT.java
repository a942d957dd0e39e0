package dev.flotilla.control.graphql;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class PersistedQueriesIT {
    private static final String QUERY = "query Named($first: Int) { streams(first: $first) { totalCount } }";

    @Inject
    People people;

    @Test
    void aHashRunsTheQueryThatCameWithItBefore() throws Exception {
        String token = people.token(people.tenant(), Role.VIEWER);
        String hash = hashOf(QUERY);
        ask(token, Map.of("extensions", persisted(hash), "variables", Map.of("first", 1)))
                .body("errors[0].extensions.code", equalTo("PERSISTED_QUERY_NOT_FOUND"))
                .body("errors[0].message", equalTo("PersistedQueryNotFound"));
        ask(token, Map.of("query", QUERY, "extensions", persisted(hash), "variables", Map.of("first", 1)))
                .body("data.streams.totalCount", equalTo(0));
        ask(token, Map.of("extensions", persisted(hash), "variables", Map.of("first", 1)))
                .body("data.streams.totalCount", equalTo(0));
        ask(token, Map.of("extensions", persisted(hash), "variables", Map.of("first", 0)))
                .body("errors[0].extensions.field", equalTo("first"));
        String other = people.token(people.tenant(), Role.OWNER);
        ask(other, Map.of("extensions", persisted(hash)))
                .body("errors[0].extensions.code", equalTo("PERSISTED_QUERY_NOT_FOUND"));
    }

    @Test
    void aHashOfSomethingElseIsRefused() {
        String token = people.token(people.tenant(), Role.VIEWER);
        ask(token, Map.of("query", QUERY, "extensions", persisted("00")))
                .body("errors[0].message", containsString("'00'"));
    }

    private static ValidatableResponse ask(String token, Map<String, ?> body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/graphql")
                .then()
                .statusCode(200);
    }

    private static Map<String, ?> persisted(String hash) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
    }

    private static String hashOf(String query) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8)));
    }
}
