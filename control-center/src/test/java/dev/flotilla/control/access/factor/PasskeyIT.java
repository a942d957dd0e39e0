package dev.flotilla.control.access.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.passkey.SoftAuthenticator;
import dev.flotilla.control.graphql.GraphQLClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class PasskeyIT {
    @Inject
    People people;

    private final SoftAuthenticator authenticator = new SoftAuthenticator();
    private String login;
    private GraphQLClient caller;

    @BeforeEach
    void onePerson() {
        login = people.login(people.tenant(), Role.MEMBER);
        caller = new GraphQLClient(People.tokenOf(login));
    }

    @Test
    void itSignsInByItself() {
        assertThat(Guarding.register(caller, authenticator, Map.of())).hasSize(10);
        Response signedIn = signIn(authenticator.sign(offer()));
        signedIn.then().statusCode(200);
        assertThat(signedIn.getCookie("flotilla_session")).isNotEmpty();
        caller.ask("{ sessions { signedInBy isConsole isCurrent } }")
                .body("data.sessions.signedInBy", hasItem("PASSKEY"))
                .body("data.sessions", hasSize(2));
    }

    @Test
    void itStandsAfterThePassword() {
        Guarding.register(caller, authenticator, Map.of());
        Response first = Guarding.signIn("login", login);
        first.then().statusCode(202).body("factors", hasItem("PASSKEY"));
        String signed = authenticator.sign(Guarding.passkeyOptions(first));
        Guarding.secondStep(first, Map.of("passkey", signed)).then().statusCode(200);
        Guarding.secondStep(Guarding.signIn("login", login), Map.of("passkey", signed))
                .then()
                .statusCode(401);
    }

    @Test
    void whatItSignedCountsOnce() {
        Guarding.register(caller, authenticator, Map.of());
        authenticator.counts = 0;
        String signed = authenticator.sign(offer());
        signIn(signed).then().statusCode(401);
        authenticator.counts = 1;
        String next = authenticator.sign(offer());
        signIn(next).then().statusCode(200);
        signIn(next).then().statusCode(401);
    }

    @Test
    void anotherPageCannotUseIt() {
        Guarding.register(caller, authenticator, Map.of());
        authenticator.origin = "https://console.example.org.evil.example";
        signIn(authenticator.sign(offer())).then().statusCode(401);
        authenticator.origin = "https://console.example.org";
        signIn(authenticator.sign(offer().put("rpId", "evil.example"))).then().statusCode(401);
    }

    @Test
    void itsOwnerMustBeRecognised() {
        Guarding.register(caller, authenticator, Map.of());
        authenticator.isVerified = false;
        signIn(authenticator.sign(offer())).then().statusCode(401);
    }

    @Test
    void aCounterThatFallsBackTellsOfACopy() {
        Guarding.register(caller, authenticator, Map.of());
        authenticator.counts = 5;
        signIn(authenticator.sign(offer())).then().statusCode(200);
        authenticator.counts = -3;
        signIn(authenticator.sign(offer())).then().statusCode(401);
    }

    @Test
    void aChallengeOfOurOwnIsNeeded() {
        Guarding.register(caller, authenticator, Map.of());
        signIn(authenticator.sign(offer().put("challenge", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")))
                .then()
                .statusCode(401);
        Response first = Guarding.signIn("login", login);
        signIn(authenticator.sign(Guarding.passkeyOptions(first))).then().statusCode(401);
    }

    @Test
    void itIsOfItsOwnerAlone() {
        Guarding.register(caller, authenticator, Map.of());
        String other = people.login(people.tenant(), Role.MEMBER);
        var others = new SoftAuthenticator();
        Guarding.register(new GraphQLClient(People.tokenOf(other)), others, Map.of());
        Response first = Guarding.signIn("login", other);
        Guarding.secondStep(first, Map.of("passkey", authenticator.sign(Guarding.passkeyOptions(first))))
                .then()
                .statusCode(401);
        others.userHandle = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(login.replaceFirst("@.*", "").getBytes(StandardCharsets.UTF_8));
        signIn(others.sign(offer())).then().statusCode(401);
    }

    @Test
    void aRegistrationAnswersItsOfferAndIsVerified() {
        String options = Guarding.prove(caller, "beginPasskey", Map.of(), "... on PasskeyOffer { options }")
                .extract()
                .path("data.beginPasskey.options");
        authenticator.isVerified = false;
        Guarding.add(caller, authenticator.register(options)).body("field", equalTo("credential"));
        authenticator.isVerified = true;
        var stranger = new GraphQLClient(people.token(people.tenant(), Role.MEMBER));
        Guarding.add(stranger, authenticator.register(options)).body("field", equalTo("credential"));
        String made = authenticator.register(options);
        Guarding.add(caller, made).body("security.passkeys", hasSize(1));
        Guarding.add(caller, made).body("field", equalTo("credential"));
    }

    @Test
    void itIsRenamedAndRemovedWithItself() {
        Guarding.register(caller, authenticator, Map.of());
        String id = caller.ask("{ accountSecurity { passkeys { id } } }")
                .extract()
                .path("data.accountSecurity.passkeys[0].id");
        caller.change(
                        "renamePasskey",
                        "RenamePasskeyInput",
                        Map.of("id", id, "name", "Blue key"),
                        "... on AccountSecurity { passkeys { name } }")
                .body("passkeys.name", hasItem("Blue key"));
        remove(id, Map.of("password", People.PASSWORD)).body("field", equalTo("code"));
        String options = caller.ask("mutation { beginPasskeyProof { ... on PasskeyOffer { options } } }")
                .extract()
                .path("data.beginPasskeyProof.options");
        remove(id, Map.of("password", People.PASSWORD, "passkey", authenticator.sign(new JsonObject(options))))
                .body("passkeys", empty())
                .body("recoveryCodesLeft", equalTo(0));
        signIn(authenticator.sign(offer())).then().statusCode(401);
        assertThat(Guarding.signIn("login", login).statusCode()).isEqualTo(200);
    }

    private io.restassured.response.ValidatableResponse remove(String id, Map<String, String> proof) {
        return caller.change(
                "removePasskey",
                "RemovePasskeyInput",
                Map.of("id", id, "proof", proof),
                "... on AccountSecurity { recoveryCodesLeft passkeys { id } }");
    }

    private static JsonObject offer() {
        return new JsonObject(Guarding.post("passkey/offer", Map.of()).body().asString()).getJsonObject("options");
    }

    private static Response signIn(String signed) {
        return Guarding.post("passkey/sign-in", Map.of("credential", signed));
    }
}
