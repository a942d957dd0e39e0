package dev.flotilla.control.graphql;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** Asks the running API as one caller. */
public record GraphQLClient(String token) {
    /** Runs the document with those variables; the answer must be GraphQL's. */
    public ValidatableResponse ask(String document, Map<String, ?> variables) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("query", document, "variables", variables))
                .post("/graphql")
                .then()
                .statusCode(200);
    }

    public ValidatableResponse ask(String document) {
        return ask(document, Map.of());
    }

    /** Runs a mutation of one input; answers what stands under its name. */
    public ValidatableResponse change(String mutation, String inputType, Map<String, ?> input, String success) {
        String document = """
                mutation($input: %2$s!) { %1$s(input: $input) {
                  __typename ... on Problem { message } ... on InvalidInput { field value } %3$s
                } }""".formatted(mutation, inputType, success);
        return ask(document, Map.of("input", input)).rootPath("data." + mutation);
    }

    /** Runs a mutation of one id. */
    public ValidatableResponse change(String mutation, String id, String success) {
        String document = "mutation($id: ID!) { %1$s(id: $id) { __typename ... on Problem { message } %2$s } }"
                .formatted(mutation, success);
        return ask(document, Map.of("id", id)).rootPath("data." + mutation);
    }
}
