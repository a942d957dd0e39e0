package dev.flotilla.control.graphql;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
        viewer.ask(
                        "{ nodes { edges { cursor node { id name cluster { id } health { cpu } flows { id } } } totalCount } }")
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
}
