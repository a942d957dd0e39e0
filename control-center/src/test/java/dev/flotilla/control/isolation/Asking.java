package dev.flotilla.control.isolation;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.control.realtime.socket.LiveClient;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/**
 * One caller with nothing but HTTP.
 *
 * @param token empty for nobody
 */
record Asking(String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Response graphql(String document) {
        return request()
                .contentType("application/json")
                .body(Map.of("query", document))
                .post("/graphql");
    }

    /** A call as it stands in the table: {@code POST /auth/v1/login {}}. */
    Response rest(String call) {
        String[] parts = call.split(" ", 3);
        RequestSpecification request = request();
        return (parts.length < 3
                        ? request
                        : request.contentType("application/json").body(parts[2]))
                .request(parts[0], parts[1]);
    }

    /** Asks for a subscription; answers the first message, or {@code closed} with the code. */
    JsonNode socket(String document) {
        try (LiveClient client = LiveClient.silent(Map.of())) {
            client.say(
                    token.isEmpty()
                            ? Map.of("type", "connection_init")
                            : Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + token)));
            if (token.isEmpty()) {
                return JSON.createObjectNode().put("closed", client.closedWith());
            }
            client.next("connection_ack");
            client.say(Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", document)));
            return client.next();
        }
    }

    static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.asString(), e);
        }
    }

    private RequestSpecification request() {
        return token.isEmpty() ? given() : given().auth().oauth2(token);
    }
}
