package dev.flotilla.control.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.graphql.GraphQLClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the console's session goes on, and how one sees and ends ones sessions. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class RenewalIT {
    @Inject
    People people;

    private String login;
    private Response signedIn;

    @BeforeEach
    void aBrowser() {
        login = people.login(people.tenant(), Role.MEMBER);
        signedIn = given().contentType("application/json")
                .header("User-Agent", "a browser of a test")
                .body(Map.of("login", login, "password", People.PASSWORD))
                .post("/auth/v1/login");
        signedIn.then().statusCode(200);
    }

    @Test
    void theRenewalIsHiddenAndSentToOnePlaceAlone() {
        assertThat(signedIn.getDetailedCookie("flotilla_renewal").isHttpOnly()).isTrue();
        assertThat(signedIn.getDetailedCookie("flotilla_renewal").getPath()).isEqualTo("/auth/v1/renew");
        assertThat(signedIn.getDetailedCookie("flotilla_session").getMaxAge()).isBetween(3_500L, 3_600L);
        assertThat(signedIn.getDetailedCookie("flotilla_csrf").getMaxAge()).isGreaterThan(43_000);
    }

    @Test
    void itGoesOnWithoutThePassword() {
        Response renewed = renew(signedIn);
        renewed.then().statusCode(200).body("expires_at", notNullValue());
        assertThat(renewed.getCookie("flotilla_csrf")).isEqualTo(signedIn.getCookie("flotilla_csrf"));
        assertThat(renewed.getCookie("flotilla_renewal")).isNotEqualTo(signedIn.getCookie("flotilla_renewal"));
        assertThat(me(renewed)).isEqualTo(200);
    }

    @Test
    void anotherSitesPageCannotRenew() {
        given().cookies(signedIn.getCookies()).post("/auth/v1/renew").then().statusCode(403);
        given().cookies(signedIn.getCookies())
                .header("X-Flotilla-CSRF", "guess")
                .post("/auth/v1/renew")
                .then()
                .statusCode(403)
                .body("code", equalTo("csrf_missing"));
    }

    @Test
    void aRenewalThatComesTwiceEndsTheSession() {
        Response renewed = renew(signedIn);
        renew(signedIn).then().statusCode(401).cookie("flotilla_csrf", "");
        assertThat(me(renewed)).isEqualTo(401);
        renew(renewed).then().statusCode(401);
    }

    @Test
    void onesSessionsAreListedAndEnded() {
        var program = new GraphQLClient(People.tokenOf(login));
        List<String> others = program.ask("{ sessions { id isCurrent isConsole userAgent address signedInBy } }")
                .body("data.sessions", hasSize(2))
                .body("data.sessions.find { it.isConsole }.userAgent", equalTo("a browser of a test"))
                .extract()
                .path("data.sessions.findAll { !it.isCurrent }.id");
        program.change("endSession", others.getFirst(), "... on Deleted { id }").body("id", equalTo(others.getFirst()));
        assertThat(me(signedIn)).isEqualTo(401);
        program.change("endSession", others.getFirst(), "").body("__typename", equalTo("NotFound"));
    }

    @Test
    void allOthersAreEndedAtOnce() {
        var program = new GraphQLClient(People.tokenOf(login));
        program.ask("mutation { endOtherSessions { __typename } }")
                .body("data.endOtherSessions.__typename", equalTo("Deleted"));
        assertThat(me(signedIn)).isEqualTo(401);
        program.ask("{ sessions { isCurrent } }").body("data.sessions", hasSize(1));
    }

    private static Response renew(Response session) {
        return browser(session.getDetailedCookies())
                .header("X-Flotilla-CSRF", session.getCookie("flotilla_csrf"))
                .post("/auth/v1/renew");
    }

    private static int me(Response session) {
        return browser(session.getDetailedCookies())
                .header("X-Flotilla-CSRF", session.getCookie("flotilla_csrf"))
                .contentType("application/json")
                .body(Map.of("query", "{ me { login } }"))
                .post("/graphql")
                .statusCode();
    }

    private static RequestSpecification browser(Cookies cookies) {
        return given().cookies(cookies);
    }
}
