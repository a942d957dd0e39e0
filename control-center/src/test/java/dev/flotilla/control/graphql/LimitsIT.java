package dev.flotilla.control.graphql;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import graphql.introspection.IntrospectionQuery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class LimitsIT {
    @Inject
    People people;

    private GraphQLClient viewer;

    @BeforeEach
    void onePerson() {
        viewer = new GraphQLClient(people.token(people.tenant(), Role.VIEWER));
    }

    @Test
    void refusesAQueryThatIsNestedTooDeep() {
        String deep = "node { flows { ".repeat(6);
        viewer.ask("{ node(id: \"x\") { flows { " + deep + " id " + "} }".repeat(7) + " }")
                .body("data", nullValue())
                .body("errors[0].message", containsString("deep, and 10 is the limit"));
    }

    @Test
    void refusesAQueryThatCostsTooMuch() {
        viewer.ask("{ nodes(first: 200) { edges { node { cluster { id } flows { node { id } outputs { name } } } } } }")
                .body("errors[0].message", containsString("1000 is the limit"));
    }

    @Test
    void takesThePageThatTheConsoleAsksFor() {
        viewer.ask("{ nodes { edges { cursor node { id name cluster { id } health { cpu } flows { id } } }"
                        + " totalCount } }")
                .body("errors", nullValue())
                .body("data.nodes.edges", hasSize(0));
    }

    @Test
    void namesAPageSizeThatIsNone() {
        viewer.ask("{ nodes(first: 0) { totalCount } }")
                .body("errors[0].extensions.code", equalTo("INVALID_INPUT"))
                .body("errors[0].extensions.field", equalTo("first"))
                .body("errors[0].extensions.value", equalTo("0"));
        viewer.ask("{ nodes(after: \"zzz\") { totalCount } }").body("errors[0].extensions.field", equalTo("after"));
    }

    @Test
    void refusesAQueryThatTheRoleMayNotRun() {
        viewer.ask("{ tenants { id } }")
                .body("errors[0].extensions.code", equalTo("FORBIDDEN"))
                .body("errors[0].message", containsString("VIEWER"));
    }

    @Test
    void tellsWhatAQueryCosts() {
        viewer.ask("{ nodes(first: 10) { edges { node { id cluster { id } } } } }")
                .body("extensions.cost.requested", equalTo(1 + 10 * 3))
                .body("extensions.cost.limit", equalTo(1000));
    }

    /** Tools ask for the schema in a query that is nested deeper than others may be. */
    @Test
    void answersTheIntrospectionOfTools() {
        viewer.ask(IntrospectionQuery.INTROSPECTION_QUERY)
                .body("errors", nullValue())
                .body("data.__schema.queryType.name", equalTo("Query"));
    }

    @Test
    void sendsATenantAwayThatHasSpentItsAllowanceAndNoOther() {
        String costly = "{ nodes(first: 199) { edges { node { cluster { id } health { cpu } } } } }";
        int before = remaining(post(costly));
        assertThat(remaining(post(costly))).isLessThan(before);
        Response refused = post(costly);
        for (int i = 0; i < 1000 && refused.statusCode() == 200; i++) {
            refused = post(costly);
        }
        refused.then()
                .statusCode(429)
                .header("RateLimit-Limit", "200000")
                .header("RateLimit-Remaining", "0")
                .header("Retry-After", matchesPattern("[1-9]"))
                .body("errors[0].extensions.code", equalTo("RATE_LIMITED"));
        assertThat(Integer.parseInt(refused.header("RateLimit-Reset"))).isPositive();
        new GraphQLClient(people.token(people.tenant(), Role.VIEWER))
                .ask("{ me { id } }")
                .body("errors", nullValue());
    }

    private Response post(String document) {
        return given().auth()
                .oauth2(viewer.token())
                .contentType("application/json")
                .body(Map.of("query", document))
                .post("/graphql");
    }

    private static int remaining(Response answer) {
        return Integer.parseInt(answer.header("RateLimit-Remaining"));
    }
}
