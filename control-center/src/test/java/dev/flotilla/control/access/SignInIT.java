package dev.flotilla.control.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class SignInIT {
    private static final String ME = "{\"query\":\"{ me { login role mustChangePassword tenant { id } } }\"}";
    private static final String CREATE =
            "{\"query\":\"mutation { createTenant(input: {name: \\\"x\\\"}) { __typename } }\"}";

    @Inject
    People people;

    private TenantId tenant;
    private String login;

    @BeforeEach
    void onePerson() {
        tenant = people.tenant();
        login = people.login(tenant, Role.VIEWER);
    }

    @Test
    void aProgramCallsWithABearerToken() {
        me(given().auth().oauth2(People.tokenOf(login)))
                .statusCode(200)
                .body("data.me.login", equalTo(login))
                .body("data.me.role", equalTo("VIEWER"))
                .body("data.me.tenant.id", equalTo(tenant.value()));
    }

    @Test
    void theConsoleCallsWithCookies() {
        Response signedIn = signIn(login, People.PASSWORD);
        signedIn.then()
                .statusCode(200)
                .body("expires_at", notNullValue())
                .header("Set-Cookie", containsString("SameSite=Strict"));
        me(withCookies(signedIn)).statusCode(200).body("data.me.login", equalTo(login));
    }

    @Test
    void scriptsReadTheCsrfCookieAndNotTheSession() {
        Response signedIn = signIn(login, People.PASSWORD);
        org.assertj.core.api.Assertions.assertThat(
                        signedIn.getDetailedCookie("flotilla_session").isHttpOnly())
                .isTrue();
        org.assertj.core.api.Assertions.assertThat(
                        signedIn.getDetailedCookie("flotilla_csrf").isHttpOnly())
                .isFalse();
    }

    @Test
    void aCookieWithoutTheHeaderIsRefused() {
        Response signedIn = signIn(login, People.PASSWORD);
        me(given().cookies(signedIn.getCookies())).statusCode(403).body("code", equalTo("csrf_missing"));
        me(given().cookies(signedIn.getCookies()).header("X-Flotilla-CSRF", "guess"))
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void aWebSocketWithTheCookieAloneIsRefused() {
        given().cookies(signIn(login, People.PASSWORD).getCookies())
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .get("/graphql")
                .then()
                .statusCode(403)
                .body("code", equalTo("not_allowed"));
    }

    @Test
    void nobodyIsLetIn() {
        me(given()).statusCode(401);
        given().get("/graphql/schema.graphql").then().statusCode(401);
    }

    @Test
    void aWrongPasswordIsRefusedLikeAnUnknownLogin() {
        signIn(login, "wrong").then().statusCode(401).body("code", equalTo("credentials_wrong"));
        signIn("nobody@example.org", "wrong").then().statusCode(401).body("code", equalTo("credentials_wrong"));
    }

    @Test
    void aMissingPasswordIsNamed() {
        given().contentType("application/json")
                .body(Map.of("login", login))
                .post("/auth/v1/login")
                .then()
                .statusCode(400)
                .body("detail", containsString("password"));
    }

    @Test
    void guessingIsSlowedDownAndToldWhenToTryAgain() {
        for (int i = 0; i < 5; i++) {
            signInFrom("198.51.100.1", "wrong " + i).then().statusCode(401);
        }
        signInFrom("198.51.100.1", People.PASSWORD)
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("detail", containsString("try again in"));
        signInFrom("203.0.113.1", People.PASSWORD).then().statusCode(200);
    }

    @Test
    void aLoginLongerThanAnyIsRefused() {
        signIn("x".repeat(321), "wrong").then().statusCode(400).body("detail", containsString("login must have"));
    }

    @Test
    void logoutEndsTheTokenAtOnce() {
        Response signedIn = signIn(login, People.PASSWORD);
        withCookies(signedIn).post("/auth/v1/logout").then().statusCode(204);
        me(withCookies(signedIn)).statusCode(401);
    }

    @Test
    void aTamperedTokenIsRefused() {
        String token = People.tokenOf(login);
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = claims.replace(tenant.value(), TenantId.random().value());
        me(given().auth().oauth2(parts[0] + "." + base64(other) + "." + parts[2]))
                .statusCode(401);
        me(given().auth().oauth2(base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + "."))
                .statusCode(401);
        me(given().auth().oauth2("nonsense")).statusCode(401);
    }

    @Test
    void theKeysArePublished() {
        given().get("/auth/v1/jwks")
                .then()
                .statusCode(200)
                .body("keys", hasSize(1))
                .body("keys[0].alg", equalTo("RS256"))
                .body("keys[0].d", equalTo(null));
    }

    @Test
    void aViewerMayNotMakeTenants() {
        given().auth()
                .oauth2(People.tokenOf(login))
                .contentType("application/json")
                .body(CREATE)
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("data.createTenant.__typename", equalTo("Forbidden"));
    }

    private static Response signIn(String login, String password) {
        return given().contentType("application/json")
                .body(Map.of("login", login, "password", password))
                .post("/auth/v1/login");
    }

    /** Through a proxy that the tests trust. */
    private Response signInFrom(String address, String password) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body(Map.of("login", login, "password", password))
                .post("/auth/v1/login");
    }

    private static RequestSpecification withCookies(Response signedIn) {
        return given().cookies(signedIn.getCookies()).header("X-Flotilla-CSRF", signedIn.getCookie("flotilla_csrf"));
    }

    private static ValidatableResponse me(RequestSpecification caller) {
        return caller.contentType("application/json").body(ME).post("/graphql").then();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
