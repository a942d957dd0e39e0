package dev.flotilla.control.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tokens are renewed, and the keys that sign them. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class TokensIT {
    @Inject
    People people;

    @Inject
    SigningKeys keys;

    @Inject
    Jobs jobs;

    private TenantId tenant;
    private String login;

    @BeforeEach
    void onePerson() {
        tenant = people.tenant();
        login = people.login(tenant, Role.OWNER);
    }

    @Test
    void aRefreshTokenIsAnsweredByTheNext() {
        String first = signIn().body("expires_in", equalTo(3600)).extract().path("refresh_token");
        ValidatableResponse renewed = refresh(first).statusCode(200).body("refresh_token", not(equalTo(first)));
        String token = renewed.extract().path("access_token");
        new GraphQLClient(token).ask("{ me { login } }").body("data.me.login", equalTo(login));
        refresh(renewed.extract().path("refresh_token")).statusCode(200);
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsItsWholeFamily() {
        ValidatableResponse signedIn = signIn();
        String stolen = signedIn.extract().path("refresh_token");
        ValidatableResponse renewed = refresh(stolen).statusCode(200);
        refresh(stolen).statusCode(401).body("code", equalTo("session_ended"));
        refresh(renewed.extract().path("refresh_token")).statusCode(401);
        expect401(renewed.extract().path("access_token"));
        expect401(signedIn.extract().path("access_token"));
        new GraphQLClient(People.tokenOf(login))
                .ask("{ auditLog(operation: \"refresh\") { edges { node { outcome detail } } } }")
                .body("data.auditLog.edges[0].node.detail", containsString("second time"));
    }

    @Test
    void whatIsNoRefreshTokenIsRefused() {
        refresh("0".repeat(48)).statusCode(401);
        refresh("").statusCode(400);
    }

    @Test
    void anOldKeyVerifiesWhileTheNewOneSigns() {
        String before = People.tokenOf(login);
        String old = keyOf(before);
        keys.rotate(Instant.now().plusSeconds(60));
        String after = People.tokenOf(login);
        assertThat(keyOf(after)).isNotEqualTo(old);
        given().get("/auth/v1/jwks").then().body("keys.kid", hasItem(old)).body("keys.kid", hasItem(keyOf(after)));
        for (String token : new String[] {before, after}) {
            new GraphQLClient(token).ask("{ me { login } }").body("data.me", notNullValue());
        }
    }

    @Test
    void aKeyGoesWhenItsSuccessorHasOutlivedEveryToken() {
        String before = People.tokenOf(login);
        keys.rotate(Instant.now().plusSeconds(60));
        Duration longAgo = SigningKeys.OVERLAP.plusHours(1);
        jobs.call(
                Purpose.KEYS,
                sql -> sql.update(
                        "update access.signing_key set created_at = created_at - make_interval(secs => ?)",
                        longAgo.toSeconds()));
        keys.rotate();
        given().get("/auth/v1/jwks").then().body("keys.kid", not(hasItem(keyOf(before))));
        expect401(before);
        new GraphQLClient(People.tokenOf(login)).ask("{ me { login } }").body("data.me", notNullValue());
    }

    @Test
    void aTokenThatNamesAKeyOfNobodyIsRefused() {
        String[] parts = People.tokenOf(login).split("\\.", -1);
        JsonObject header = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
        header.put("kid", "0000000000000000");
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(header.encode().getBytes(StandardCharsets.UTF_8));
        expect401(forged + "." + parts[1] + "." + parts[2]);
        expect401("no.token.at-all");
    }

    private ValidatableResponse signIn() {
        return given().contentType("application/json")
                .body(Map.of("login", login, "password", People.PASSWORD))
                .post("/auth/v1/token")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse refresh(String token) {
        return given().contentType("application/json")
                .body(Map.of("refresh_token", token))
                .post("/auth/v1/refresh")
                .then();
    }

    private static String keyOf(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }

    private static void expect401(String token) {
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("query", "{ me { login } }"))
                .post("/graphql")
                .then()
                .statusCode(401);
    }
}
