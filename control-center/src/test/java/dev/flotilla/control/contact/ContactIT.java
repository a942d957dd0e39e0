package dev.flotilla.control.contact;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.entrance.Proofs;
import dev.flotilla.control.graphql.GraphQLClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class ContactIT {
    private static final String LIST = "{ contactMessages { edges { node { name email text } } } }";

    @Inject
    People people;

    @Test
    void aMessageOfAStrangerIsKeptForTheOperator() {
        write("192.0.2.1", Map.of("text", "two\nlines")).statusCode(202);
        operator()
                .ask(LIST)
                .body("data.contactMessages.edges.node.text", hasItem("two\nlines"))
                .body("data.contactMessages.edges.node.email", hasItem("anna@example.org"));
    }

    @Test
    void whatARobotWritesIsNotKept() {
        write("192.0.2.2", Map.of("text", "robot", "website", "https://example.org"))
                .statusCode(202);
        write("192.0.2.2", Map.of("text", "lazy", "nonce", "none")).statusCode(400);
        operator().ask(LIST).body("data.contactMessages.edges.node.text", not(hasItem("robot")));
    }

    @Test
    void aChallengeServesOneMessage() {
        Map<String, Object> message = message(Map.of("text", "once"));
        post("192.0.2.3", message).statusCode(202);
        post("192.0.2.3", message).statusCode(400).body("detail", containsString("not used before"));
    }

    @Test
    void fieldsAreBoundedAndNamed() {
        write("192.0.2.4", Map.of("text", "x".repeat(5_001))).statusCode(400).body("detail", containsString("text"));
        write("192.0.2.4", Map.of("name", "a\nb")).statusCode(400).body("detail", containsString("name"));
        write("192.0.2.4", Map.of("email", "nobody")).statusCode(400).body("detail", containsString("email"));
    }

    @Test
    void oneNetworkWritesFew() {
        for (int i = 0; i < 5; i++) {
            write("192.0.2.5", Map.of("text", "message " + i)).statusCode(202);
        }
        write("192.0.2.5", Map.of("text", "one more")).statusCode(429);
        write("192.0.2.6", Map.of("text", "from elsewhere")).statusCode(202);
    }

    @Test
    void nobodyElseReadsThem() {
        new GraphQLClient(people.token(people.tenant(), Role.OWNER))
                .ask(LIST)
                .body("data", equalTo(null))
                .body("errors[0].message", containsString("OPERATOR"));
    }

    private GraphQLClient operator() {
        return new GraphQLClient(people.token(people.tenant(), Role.OPERATOR));
    }

    private static ValidatableResponse write(String address, Map<String, Object> fields) {
        return post(address, message(fields));
    }

    private static Map<String, Object> message(Map<String, Object> fields) {
        var message = new HashMap<String, Object>(Proofs.proven());
        message.putAll(Map.of("name", "Anna", "email", "anna@example.org", "text", "hello", "website", ""));
        message.putAll(fields);
        return message;
    }

    /** Through a proxy that the tests trust. */
    private static ValidatableResponse post(String address, Map<String, Object> message) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body(message)
                .post("/contact/v1/messages")
                .then();
    }
}
