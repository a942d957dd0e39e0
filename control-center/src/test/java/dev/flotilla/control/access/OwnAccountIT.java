package dev.flotilla.control.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class OwnAccountIT {
    private static final String ME = "{ me { login role mustChangePassword tenant { name } } }";

    @Inject
    People people;

    @Inject
    Jobs jobs;

    @Inject
    Accounts accounts;

    @Inject
    Sessions sessions;

    @Inject
    BuiltinTokens tokens;

    private TenantId tenant;
    private String login;

    @BeforeEach
    void onePerson() {
        tenant = people.tenant();
        login = people.login(tenant, Role.MEMBER);
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        var here = new GraphQLClient(People.tokenOf(login));
        String elsewhere = People.tokenOf(login);
        changePassword(here, People.PASSWORD, "another password")
                .body("__typename", equalTo("Me"))
                .body("mustChangePassword", equalTo(false));
        here.ask(ME).body("data.me.login", equalTo(login));
        expect401(elsewhere);
        token(login, People.PASSWORD).statusCode(401);
        token(login, "another password").statusCode(200);
    }

    @Test
    void aPasswordIsChangedOnlyByWhoKnowsIt() {
        var caller = new GraphQLClient(People.tokenOf(login));
        changePassword(caller, "guess", "another password")
                .body("__typename", equalTo("InvalidInput"))
                .body("field", equalTo("currentPassword"))
                .body("value", nullValue());
        for (int i = 0; i < 4; i++) {
            changePassword(caller, "guess " + i, "another password");
        }
        changePassword(caller, People.PASSWORD, "another password")
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("try again in"));
    }

    @Test
    void aPasswordMustBeLong() {
        changePassword(new GraphQLClient(People.tokenOf(login)), People.PASSWORD, "short")
                .body("__typename", equalTo("InvalidInput"))
                .body("message", containsString("12 to 200"));
    }

    @Test
    void anExpiredTokenIsRefused() {
        Account account = accounts.withLogin(login).orElseThrow();
        expect401(tokens.tokenOf(
                sessions.open(account, Duration.ofMinutes(-5), new Visit(SignedInBy.PASSWORD, false, null, null))));
        Session unknown = new Session(
                "0".repeat(32),
                account.id(),
                tenant,
                Role.OWNER,
                login,
                Instant.now().plusSeconds(60),
                false);
        expect401(tokens.tokenOf(unknown));
    }

    @Test
    void theFirstAdministratorOperatesThePlatformAndChangesTheirPassword() {
        String line = jobs.call(Purpose.FIRST_START, AdministratorPassword::reset);
        assertThat(line).startsWith("Administrator: admin@flotilla.local  password: ");
        String password = line.substring(line.lastIndexOf(' ') + 1);
        String token = token("admin@flotilla.local", password)
                .statusCode(200)
                .extract()
                .path("access_token");
        var operator = new GraphQLClient(token);
        operator.ask(ME)
                .body("data.me.role", equalTo("OPERATOR"))
                .body("data.me.mustChangePassword", equalTo(true))
                .body("data.me.tenant.name", equalTo("Home"));
        String name = "New " + tenant;
        operator.change("createTenant", "CreateTenantInput", Map.of("name", name), "... on Tenant { name }")
                .body("name", equalTo(name));
        operator.change("createTenant", "CreateTenantInput", Map.of("name", name), "")
                .body("__typename", equalTo("Conflict"));
        operator.change("createTenant", "CreateTenantInput", Map.of("name", " "), "")
                .body("field", equalTo("name"));
        operator.ask("{ tenants { name } }").body("data.tenants.name", hasItem(name));
    }

    @Test
    void onlyTheOperatorMakesTenants() {
        for (Role role : new Role[] {Role.OWNER, Role.ADMIN, Role.MEMBER, Role.VIEWER}) {
            var caller = new GraphQLClient(people.token(tenant, role));
            caller.change("createTenant", "CreateTenantInput", Map.of("name", "x"), "")
                    .body("__typename", equalTo("Forbidden"));
        }
    }

    private static ValidatableResponse changePassword(GraphQLClient caller, String current, String next) {
        return caller.change(
                "changePassword",
                "ChangePasswordInput",
                Map.of("currentPassword", current, "newPassword", next),
                "... on Me { mustChangePassword }");
    }

    private static ValidatableResponse token(String login, String password) {
        return given().contentType("application/json")
                .body(Map.of("login", login, "password", password))
                .post("/auth/v1/token")
                .then();
    }

    private static void expect401(String token) {
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("query", ME))
                .post("/graphql")
                .then()
                .statusCode(401);
    }
}
