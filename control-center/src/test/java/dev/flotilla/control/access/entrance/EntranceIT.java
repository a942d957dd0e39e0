package dev.flotilla.control.access.entrance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.mail.Letters;
import dev.flotilla.control.graphql.GraphQLClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class EntranceIT {
    private static final String NEW_PASSWORD = "seven quiet harbours";

    @Inject
    People people;

    @Inject
    Letters letters;

    @Test
    void aLostPasswordIsChosenAnewWithTheLinkInTheLetter() {
        String login = people.login(people.tenant(), Role.MEMBER);
        String open = People.tokenOf(login);
        post("password/forgot", proven(Map.of("login", login))).statusCode(202);
        String secret = letters.awaitSecret(login, "Choose a new password");
        post("password/reset", Map.of("secret", secret, "password", "short")).statusCode(400);
        post("password/reset", Map.of("secret", secret, "password", NEW_PASSWORD))
                .statusCode(204);
        assertThat(signIn(login, NEW_PASSWORD)).isEqualTo(200);
        assertThat(signIn(login, People.PASSWORD)).isEqualTo(401);
        given().auth()
                .oauth2(open)
                .contentType("application/json")
                .body(Map.of("query", "{ me { login } }"))
                .post("/graphql")
                .then()
                .statusCode(401);
        post("password/reset", Map.of("secret", secret, "password", NEW_PASSWORD))
                .statusCode(404);
        letters.await(login, "Your password was changed");
    }

    @Test
    void noAnswerTellsWhetherAnAccountExists() {
        String login = people.login(people.tenant(), Role.MEMBER);
        String nobody = somebody();
        Response known = raw("password/forgot", proven(Map.of("login", login)));
        Response unknown = raw("password/forgot", proven(Map.of("login", nobody)));
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(202);
        assertThat(unknown.asString()).isEqualTo(known.asString());
        letters.await(login, "Choose a new password");
        assertThat(letters.to(nobody)).isEmpty();
        Response taken = raw("sign-up", signUpOf(login, "Org " + login));
        Response free = raw("sign-up", signUpOf(nobody, "Org " + nobody));
        assertThat(taken.statusCode()).isEqualTo(free.statusCode()).isEqualTo(202);
        assertThat(taken.asString()).isEqualTo(free.asString());
        assertThat(letters.await(login, "You have an account already")).doesNotContain("#");
    }

    @Test
    void whoSignsUpOwnsATenantOnceTheirAddressIsProved() {
        String email = somebody();
        post("sign-up", signUpOf(email, "Org " + email)).statusCode(202);
        assertThat(signIn(email, NEW_PASSWORD)).isEqualTo(401);
        String secret = letters.awaitSecret(email, "Confirm your address");
        post("sign-up/confirm", Map.of("secret", secret)).statusCode(200).cookie("flotilla_session", notNullValue());
        String token = given().contentType("application/json")
                .body(Map.of("login", email, "password", NEW_PASSWORD))
                .post("/auth/v1/token")
                .path("access_token");
        new GraphQLClient(token)
                .ask("{ me { role tenant { name } } clusters { name } auditLog { edges { node { operation } } } }")
                .body("data.me.role", equalTo("OWNER"))
                .body("data.me.tenant.name", equalTo("Org " + email));
        post("sign-up/confirm", Map.of("secret", secret)).statusCode(404);
    }

    @Test
    void aTenantThatExistsTakesNobodyIn() {
        String email = somebody();
        people.tenant("Org " + email);
        post("sign-up", signUpOf(email, "Org " + email)).statusCode(202);
        String secret = letters.awaitSecret(email, "Confirm your address");
        post("sign-up/confirm", Map.of("secret", secret)).statusCode(409);
        assertThat(signIn(email, NEW_PASSWORD)).isEqualTo(401);
    }

    @Test
    void aRobotIsToldWhatAHumanIsToldAndGetsNothing() {
        String login = people.login(people.tenant(), Role.MEMBER);
        Map<String, Object> form = proven(Map.of("login", login));
        form.put("website", "https://spam.example.org");
        post("password/forgot", form).statusCode(202);
        assertThat(letters.to(login)).isEmpty();
    }

    @Test
    void aChallengeCountsOnceAndMustBeSolved() {
        String login = people.login(people.tenant(), Role.MEMBER);
        post("password/forgot", Map.of("login", login)).statusCode(400).body("detail", containsString("challenge"));
        Map<String, Object> form = proven(Map.of("login", login));
        post("password/forgot", form).statusCode(202);
        post("password/forgot", form).statusCode(400);
        Map<String, Object> forged = proven(Map.of("login", login));
        forged.put("challenge", "AAAA" + forged.get("challenge"));
        post("password/forgot", forged).statusCode(400);
    }

    @Test
    void whatIsMissingIsNamed() {
        post("password/reset", Map.of("password", NEW_PASSWORD))
                .statusCode(400)
                .body("detail", equalTo("secret is missing"));
        post("password/forgot", proven(Map.of("login", "nobody"))).body("detail", containsString("'nobody'"));
        Map<String, Object> form = signUpOf(somebody(), "  ");
        post("sign-up", form).body("detail", equalTo("organisation is missing"));
    }

    private static Map<String, Object> signUpOf(String email, String organisation) {
        return proven(
                Map.of("email", email, "password", NEW_PASSWORD, "display_name", "Anna", "organisation", organisation));
    }

    /** With a challenge that is solved as the console does. */
    private static Map<String, Object> proven(Map<String, String> form) {
        Map<String, Object> proven = new HashMap<>(form);
        proven.putAll(Proofs.proven());
        return proven;
    }

    private static String somebody() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + "@example.org";
    }

    private static int signIn(String login, String password) {
        return given().contentType("application/json")
                .body(Map.of("login", login, "password", password))
                .post("/auth/v1/token")
                .statusCode();
    }

    private static ValidatableResponse post(String path, Map<String, ?> body) {
        return raw(path, body).then();
    }

    private static Response raw(String path, Map<String, ?> body) {
        return given().contentType("application/json").body(body).post("/auth/v1/" + path);
    }
}
