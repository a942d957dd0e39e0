package dev.flotilla.control.access.signon;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.graphql.GraphQLClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Single sign-on with a real Keycloak: the page, the account that comes of it, and bearer tokens of the provider. */
@Tag("long")
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
@QuarkusTestResource(value = Keycloak.class, restrictToAnnotatedClass = true)
class KeycloakIT {
    private static final Pattern FORM = Pattern.compile("<form[^>]+action=\"([^\"]+)\"");
    private static final String ME = "{ me { login displayName role } }";

    @Inject
    SignOnConfig config;

    @Test
    void whoSignsOnIsInTheConsoleAndTheirTokensAreGoodForTheApi() throws Exception {
        expectForbidden(tokenOf("anna"));
        var browser = new Browsing();
        Browsing.Page end = signOn(browser, "anna");
        assertThat(end.address().getPath()).isEqualTo("/");
        String csrf = browser.cookie(end.address(), "flotilla_csrf");
        given().cookie("flotilla_session", browser.cookie(end.address(), "flotilla_session"))
                .cookie("flotilla_csrf", csrf)
                .header("X-Flotilla-CSRF", csrf)
                .contentType("application/json")
                .body(Map.of("query", ME))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("data.me.login", equalTo("anna@harbour.example"))
                .body("data.me.displayName", equalTo("Anna Lind"))
                .body("data.me.role", equalTo("ADMIN"));
        new GraphQLClient(tokenOf("anna")).ask(ME).body("data.me.role", equalTo("ADMIN"));
        assertThat(signOn(new Browsing(), "anna").address().getPath()).isEqualTo("/");
        new GraphQLClient(tokenOf("anna"))
                .ask("{ members { login } }")
                .body("data.members.findAll { it.login == 'anna@harbour.example' }.size()", equalTo(1));
    }

    @Test
    void whoHasNoRoleHereStaysOutside() throws Exception {
        Browsing.Page end = signOn(new Browsing(), "otto");
        assertThat(end.address().getFragment()).isEqualTo("sign-on-refused");
        expectForbidden(tokenOf("otto"));
    }

    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        String token = tokenOf("anna");
        given().auth()
                .oauth2(token.substring(0, token.length() - 8) + "AAAAAAAA")
                .contentType("application/json")
                .body(Map.of("query", ME))
                .post("/graphql")
                .then()
                .statusCode(401);
    }

    @Test
    void theSignInPageHearsOfIt() {
        given().get("/auth/v1/challenge").then().body("sign_on", equalTo("Single sign-on"));
    }

    private static Browsing.Page signOn(Browsing browser, String who) throws Exception {
        URI start = URI.create("http://localhost:" + RestAssured.port + Provider.PATH);
        Browsing.Page page = browser.open(start);
        Matcher form = FORM.matcher(page.text());
        assertThat(form.find()).as(page.toString()).isTrue();
        URI action = URI.create(form.group(1).replace("&amp;", "&"));
        return browser.send(action, "username=%s&password=%s".formatted(who, encoded("password-of-" + who)));
    }

    private String tokenOf(String who) {
        return given().formParam("grant_type", "password")
                .formParam("client_id", "flotilla")
                .formParam("client_secret", config.clientSecret().orElseThrow())
                .formParam("username", who)
                .formParam("password", "password-of-" + who)
                .formParam("scope", "openid profile email")
                .post(URI.create(config.issuer().orElseThrow() + "/protocol/openid-connect/token"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static void expectForbidden(String token) {
        new GraphQLClient(token).ask(ME).body("errors[0].extensions.code", equalTo("FORBIDDEN"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
