package dev.flotilla.control.access.apitoken;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class ApiTokenIT {
    private static final String CREATED =
            "... on CreatedApiToken { secret apiToken { id name prefix scopes state createdBy lastUsedAt } }";
    private static final String LIST =
            "{ apiTokens { totalCount edges { node { id state lastUsedAt } } pageInfo { hasNextPage } } }";

    @Inject
    People people;

    @Inject
    Jobs jobs;

    private TenantId tenant;
    private GraphQLClient admin;

    @BeforeEach
    void anAdministrator() {
        tenant = people.tenant();
        admin = new GraphQLClient(people.token(tenant, Role.ADMIN));
    }

    @Test
    void aTokenActsInTheNameOfItsMakerWithinItsScopes() {
        String secret = create(admin, List.of("STREAM_READ", "STREAM_WRITE"))
                .body("apiToken.name", equalTo("ci"))
                .body("apiToken.scopes", equalTo(List.of("STREAM_READ", "STREAM_WRITE")))
                .body("apiToken.state", equalTo("ACTIVE"))
                .body("apiToken.lastUsedAt", nullValue())
                .extract()
                .path("data.createApiToken.secret");
        assertThat(secret).matches("fl_[0-9a-f]{40}");
        var program = new GraphQLClient(secret);
        program.ask("{ me { role tenant { id } } }").body("data.me.tenant.id", equalTo(tenant.value()));
        program.change("createStream", "CreateStreamInput", Map.of("title", "by a program"), "")
                .body("__typename", equalTo("CreatedStream"));
        program.ask("{ nodes { totalCount } }").body("errors[0].message", containsString("one of these scopes"));
        program.change("createCluster", "CreateClusterInput", Map.of("name", "x"), "")
                .body("message", containsString("FLEET_WRITE"));
        admin.ask(LIST).body("data.apiTokens.edges[0].node.lastUsedAt", notNullValue());
    }

    @Test
    void aTokenMakesNoTokensAndChangesNoPassword() {
        var program = new GraphQLClient(secretOf(admin, List.of("ACCOUNT_READ", "ACCOUNT_WRITE")));
        create(program, List.of("FLEET_WRITE")).body("message", containsString("not for API tokens"));
        program.change(
                        "changePassword",
                        "ChangePasswordInput",
                        Map.of("currentPassword", People.PASSWORD, "newPassword", "another password"),
                        "")
                .body("__typename", equalTo("Forbidden"));
    }

    @Test
    void aTokenNeverExceedsTheRoleOfItsMaker() {
        var viewer = new GraphQLClient(people.token(tenant, Role.VIEWER));
        var program = new GraphQLClient(secretOf(viewer, List.of("STREAM_READ", "STREAM_WRITE")));
        program.ask("{ streams { totalCount } }").body("data.streams.totalCount", equalTo(0));
        program.change("createStream", "CreateStreamInput", Map.of("title", "x"), "")
                .body("message", containsString("Your role VIEWER"));
    }

    @Test
    void aRevokedTokenOpensNothing() {
        ValidatableResponse made = create(admin, List.of("FLEET_READ"));
        String secret = made.extract().path("data.createApiToken.secret");
        String id = made.extract().path("data.createApiToken.apiToken.id");
        new GraphQLClient(secret).ask("{ clusters { name } }").body("errors", nullValue());
        admin.change("revokeApiToken", id, "... on ApiToken { state }").body("state", equalTo("REVOKED"));
        expect401(secret);
        admin.ask(LIST).body("data.apiTokens.edges[0].node.state", equalTo("REVOKED"));
    }

    @Test
    void anExpiredTokenOpensNothing() {
        ValidatableResponse made = create(admin, List.of("FLEET_READ"));
        String id = made.extract().path("data.createApiToken.apiToken.id");
        jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.update(
                        "update access.api_token set expires_at = ? where id = ?",
                        Instant.now().minusSeconds(1),
                        id));
        expect401(made.extract().path("data.createApiToken.secret"));
        admin.ask(LIST).body("data.apiTokens.edges[0].node.state", equalTo("EXPIRED"));
    }

    @Test
    void whoDoesNotAdministerSeesAndRevokesTheirOwnOnly() {
        String foreign = create(admin, List.of("FLEET_READ")).extract().path("data.createApiToken.apiToken.id");
        var member = new GraphQLClient(people.token(tenant, Role.MEMBER));
        member.ask(LIST).body("data.apiTokens.edges", hasSize(0)).body("data.apiTokens.totalCount", equalTo(0));
        member.change("revokeApiToken", foreign, "").body("__typename", equalTo("NotFound"));
        create(member, List.of("FLEET_READ"));
        member.ask(LIST).body("data.apiTokens.totalCount", equalTo(1));
        admin.ask(LIST).body("data.apiTokens.totalCount", equalTo(2));
        var stranger = new GraphQLClient(people.token(people.tenant(), Role.OWNER));
        stranger.change("revokeApiToken", foreign, "").body("__typename", equalTo("NotFound"));
    }

    @Test
    void aWishThatBreaksARuleIsNamed() {
        create(admin, List.of()).body("field", equalTo("scopes"));
        admin.change(
                        "createApiToken",
                        "CreateApiTokenInput",
                        Map.of("name", "x", "scopes", List.of("FLEET_READ"), "lifeDays", 0),
                        "")
                .body("field", equalTo("lifeDays"))
                .body("value", equalTo("0"));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        expect401("fl_");
        expect401("fl_" + "0".repeat(40));
        expect401("fl_" + "z".repeat(40));
    }

    private static String secretOf(GraphQLClient caller, List<String> scopes) {
        return create(caller, scopes).extract().path("data.createApiToken.secret");
    }

    private static ValidatableResponse create(GraphQLClient caller, List<String> scopes) {
        return caller.change("createApiToken", "CreateApiTokenInput", Map.of("name", "ci", "scopes", scopes), CREATED);
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
