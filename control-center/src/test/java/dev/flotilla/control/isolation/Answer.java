package dev.flotilla.control.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.restassured.response.Response;
import java.util.Arrays;

/** What a call was answered, as far as roles and tenants go. */
enum Answer {
    UNAUTHENTICATED("-"),
    ALLOWED("yes"),
    FORBIDDEN("no"),
    NOT_FOUND("none"),
    /** The caller may, but not as things are. */
    CONFLICT("clash"),
    /** The caller may, but a value that was sent is none. */
    INVALID("wrong");

    private final String word;

    Answer(String word) {
        this.word = word;
    }

    /** The answer that the table calls so. */
    static Answer of(String word) {
        return Arrays.stream(values())
                .filter(answer -> answer.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("isolation.txt knows no answer '" + word + "'"));
    }

    /** Of an endpoint; a request that was let in and found incomplete is allowed. */
    static Answer ofRest(Response response) {
        return switch (response.statusCode()) {
            case 200, 201, 202, 204, 400 -> ALLOWED;
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            default -> throw new AssertionError(response.statusCode() + " " + response.asString());
        };
    }

    /** Of a subscription: the first message of the socket, or how it was closed. */
    static Answer ofSocket(String operation, JsonNode message) {
        if (message.path("closed").asInt() == 4401) {
            return UNAUTHENTICATED;
        }
        return ofGraphQL(
                operation,
                200,
                message.path("type").asText().equals("error")
                        ? JsonNodeFactory.instance.objectNode().set("errors", message.path("payload"))
                        : message.path("payload"));
    }

    /** Of a GraphQL document with that one operation. */
    static Answer ofGraphQL(String operation, int status, JsonNode body) {
        if (status == 401) {
            return UNAUTHENTICATED;
        }
        JsonNode answer = body.path("data").path(operation);
        String problem = body.has("errors")
                ? body.at("/errors/0/extensions/code").asText("no code")
                : answer.path("__typename").asText("");
        return switch (problem) {
            case "FORBIDDEN", "Forbidden" -> FORBIDDEN;
            case "NOT_FOUND", "NotFound" -> NOT_FOUND;
            case "CONFLICT", "Conflict" -> CONFLICT;
            case "INVALID_INPUT", "InvalidInput" -> INVALID;
            default -> {
                if (body.has("errors")) {
                    throw new AssertionError(body.toString());
                }
                yield answer.isNull() ? NOT_FOUND : ALLOWED;
            }
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
