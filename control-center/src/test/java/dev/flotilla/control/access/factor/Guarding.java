package dev.flotilla.control.access.factor;

import static io.restassured.RestAssured.given;

import dev.flotilla.control.access.People;
import dev.flotilla.control.access.passkey.SoftAuthenticator;
import dev.flotilla.control.graphql.GraphQLClient;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.encoders.Base32;

/** What a person does with second factors, over HTTP. */
final class Guarding {
    private Guarding() {}

    /** An app with the account's secret. Its codes are of steps that grow, so that none comes twice. */
    static final class App {
        private final byte[] secret;
        private long step = Instant.now().getEpochSecond() / Totp.STEP_S - 1;

        private App(String written) {
            secret = Base32.decode(written);
        }

        /** Good when it is asked for at most three times in half a minute. */
        String next() {
            return Totp.code(secret, step++, Totp.DIGITS);
        }
    }

    static ValidatableResponse prove(GraphQLClient caller, String mutation, Map<String, String> more, String success) {
        var proof = new HashMap<String, String>(Map.of("password", People.PASSWORD));
        proof.putAll(more);
        String document = """
            mutation($proof: ProofInput!) { %1$s(proof: $proof) {
              __typename ... on Problem { message } ... on InvalidInput { field } %2$s
            } }\
            """.formatted(mutation, success);
        return caller.ask(document, Map.of("proof", proof)).rootPath("data." + mutation);
    }

    /** Sets an app up; answers it. */
    static App app(GraphQLClient caller) {
        return new App(prove(caller, "beginTotp", Map.of(), "... on TotpOffer { secret }")
                .extract()
                .path("data.beginTotp.secret"));
    }

    static ValidatableResponse confirm(GraphQLClient caller, String code) {
        return caller.change(
                "confirmTotp", "ConfirmTotpInput", Map.of("code", code), "... on FactorAdded { recoveryCodes }");
    }

    /** Registers a passkey; answers the recovery codes that came with it. */
    static List<String> register(GraphQLClient caller, SoftAuthenticator authenticator, Map<String, String> proof) {
        String options = prove(caller, "beginPasskey", proof, "... on PasskeyOffer { options }")
                .extract()
                .path("data.beginPasskey.options");
        return add(caller, authenticator.register(options)).extract().path("data.addPasskey.recoveryCodes");
    }

    static ValidatableResponse add(GraphQLClient caller, String credential) {
        return caller.change(
                "addPasskey",
                "AddPasskeyInput",
                Map.of("name", "Key of a test", "credential", credential),
                "... on FactorAdded { recoveryCodes security { passkeys { id name } } }");
    }

    static Response signIn(String door, String login) {
        return post(door, Map.of("login", login, "password", People.PASSWORD));
    }

    static Response secondStep(Response first, Map<String, String> shown) {
        var body = new HashMap<String, Object>(shown);
        body.put("challenge", first.path("challenge"));
        return post("second-factor", body);
    }

    static JsonObject passkeyOptions(Response first) {
        return new JsonObject(first.body().asString()).getJsonObject("passkey_options");
    }

    static Response post(String path, Map<String, ?> body) {
        return given().contentType("application/json").body(body).post("/auth/v1/" + path);
    }
}
