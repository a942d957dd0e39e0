package dev.flotilla.control.access.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.SqlFailure;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class AuditIT {
    private static final String LOG = """
            query($actor: String, $operation: String, $target: String, $first: Int = 50, $after: String) {
              auditLog(actor: $actor, operation: $operation, target: $target, first: $first, after: $after) {
                edges { cursor node {
                  at actorKind actorId actorName operation targetId outcome detail before after address userAgent } }
                pageInfo { hasNextPage endCursor } } }""";
    private static final String FIRST = "data.auditLog.edges[0].node.";

    @Inject
    People people;

    @Inject
    Tenancy tenancy;

    @Inject
    Jobs jobs;

    private TenantId tenant;
    private String login;
    private GraphQLClient owner;

    @BeforeEach
    void anOwner() {
        tenant = people.tenant();
        login = people.login(tenant, Role.OWNER);
        owner = new GraphQLClient(People.tokenOf(login));
    }

    @Test
    void everyMutationLeavesARow() {
        String schema = given().auth()
                .oauth2(owner.token())
                .get("/graphql/schema.graphql")
                .asString();
        List<MutationWalk.Call> calls = MutationWalk.through(schema).calls();
        assertThat(calls).hasSizeGreaterThan(20);
        for (MutationWalk.Call call : calls) {
            owner.ask(call.document(), call.variables());
        }
        List<String> seen = operations(tenant);
        assertThat(seen)
                .as("write @Audited on the class of a mutation that is missing here")
                .containsAll(calls.stream().map(MutationWalk.Call::operation).toList());
    }

    @Test
    void aRowSaysWhoDidWhatToWhatFromWhere() {
        String id = created(owner, "Main stage");
        owner.change("updateStream", "UpdateStreamInput", Map.of("id", id, "title", "Side stage"), "");
        ValidatableResponse rows = log(Map.of("target", id))
                .body("data.auditLog.edges", hasSize(2))
                .body(FIRST + "operation", equalTo("updateStream"))
                .body(FIRST + "actorKind", equalTo("USER"))
                .body(FIRST + "actorName", equalTo(login))
                .body(FIRST + "outcome", equalTo("DONE"))
                .body(FIRST + "address", equalTo("127.0.0.1"))
                .body(FIRST + "userAgent", startsWith("Apache-HttpClient"));
        assertThat(new JsonObject(rows.extract().<String>path(FIRST + "before")).getString("title"))
                .isEqualTo("Main stage");
        assertThat(new JsonObject(rows.extract().<String>path(FIRST + "after")).getString("title"))
                .isEqualTo("Side stage");
    }

    @Test
    void noSecretStandsInTheLog() {
        String stream = created(owner, "Main stage");
        Stream<String> secrets = Stream.of(
                secret(
                        "createStreamKey",
                        "CreateStreamKeyInput",
                        Map.of("streamId", stream, "name", "a"),
                        "secret",
                        "... on CreatedStreamKey { secret }"),
                secret(
                        "createSigningKey",
                        "CreateSigningKeyInput",
                        Map.of("name", "a"),
                        "privateKey",
                        "... on CreatedSigningKey { privateKey }"),
                secret(
                        "createApiToken",
                        "CreateApiTokenInput",
                        Map.of("name", "a", "scopes", List.of("FLEET_READ")),
                        "secret",
                        "... on CreatedApiToken { secret }"),
                secret(
                        "createBootstrapToken",
                        "CreateBootstrapTokenInput",
                        Map.of("clusterId", cluster()),
                        "token",
                        "... on CreatedBootstrapToken { token }"));
        owner.change(
                "createPushTarget",
                "CreatePushTargetInput",
                Map.of("streamId", stream, "name", "a", "url", "rtmp://push.example.org/live/hidden-key-1234"),
                "");
        List<String> all = tenancy.call(
                tenant,
                () -> tenancy.sql(
                        sql -> sql.list("select e::text from access.audit_entry e", row -> row.getString(1))));
        String rows = String.join("\n", all);
        assertThat(rows).contains("createSigningKey", "createPushTarget").doesNotContain("hidden-key-1234");
        assertThat(secrets)
                .hasSize(4)
                .noneMatch(
                        secret -> rows.contains(secret.strip().lines().toList().getLast()) || rows.contains(secret));
    }

    @Test
    void whatWasRefusedStandsThereWithItsReason() {
        owner.change("deleteStream", "stream_0000000000000000", "").body("__typename", equalTo("NotFound"));
        log(Map.of("operation", "deleteStream"))
                .body(FIRST + "outcome", equalTo("REFUSED"))
                .body(FIRST + "targetId", equalTo("stream_0000000000000000"))
                .body(FIRST + "detail", startsWith("There is no stream"));
        var viewer = new GraphQLClient(people.token(tenant, Role.VIEWER));
        viewer.change("createStream", "CreateStreamInput", Map.of("title", "x"), "");
        log(Map.of("operation", "createStream"))
                .body(FIRST + "outcome", equalTo("REFUSED"))
                .body(FIRST + "detail", startsWith("Your role VIEWER"));
    }

    @Test
    void aTokenIsNamedWithWhomItActsFor() {
        String secret = secret(
                "createApiToken",
                "CreateApiTokenInput",
                Map.of("name", "ci", "scopes", List.of("STREAM_WRITE")),
                "secret",
                "... on CreatedApiToken { secret }");
        created(new GraphQLClient(secret), "by a program");
        log(Map.of("operation", "createStream"))
                .body(FIRST + "actorKind", equalTo("API_TOKEN"))
                .body(FIRST + "actorId", startsWith("apitoken_"))
                .body(FIRST + "actorName", equalTo("ci (token of " + login + ")"));
    }

    @Test
    void signingInIsNoted() {
        given().contentType("application/json")
                .body(Map.of("login", login, "password", "wrong"))
                .post("/auth/v1/token");
        log(Map.of("operation", "signIn"))
                .body(FIRST + "outcome", equalTo("REFUSED"))
                .body(FIRST + "actorKind", equalTo("NOBODY"))
                .body("data.auditLog.edges[1].node.outcome", equalTo("DONE"));
    }

    @Test
    void aPageGoesOnWhereTheLastOneEnded() {
        for (int i = 0; i < 3; i++) {
            created(owner, "stream " + i);
        }
        Map<String, Object> filter = Map.of("operation", "createStream", "first", 2);
        String end = log(filter)
                .body("data.auditLog.edges", hasSize(2))
                .body("data.auditLog.pageInfo.hasNextPage", equalTo(true))
                .extract()
                .path("data.auditLog.pageInfo.endCursor");
        log(Map.of("operation", "createStream", "first", 2, "after", end))
                .body("data.auditLog.edges", hasSize(1))
                .body("data.auditLog.pageInfo.hasNextPage", equalTo(false));
    }

    @Test
    void aRowIsNeverChanged() {
        created(owner, "Main stage");
        for (String statement :
                List.of("update access.audit_entry set actor_name = 'nobody'", "delete from access.audit_entry")) {
            assertThatThrownBy(() -> tenancy.run(tenant, () -> tenancy.sql(sql -> sql.update(statement))))
                    .isInstanceOf(SqlFailure.class)
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> jobs.call(
                        Purpose.RETENTION, sql -> sql.update("update access.audit_entry set actor_name = 'nobody'")))
                .isInstanceOf(SqlFailure.class);
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        created(owner, "Main stage");
        TenantId other = people.tenant();
        assertThat(operations(other)).isEmpty();
    }

    private ValidatableResponse log(Map<String, Object> filter) {
        return owner.ask(LOG, filter);
    }

    private List<String> operations(TenantId of) {
        return tenancy.call(
                of,
                () -> tenancy.sql(
                        sql -> sql.list("select distinct operation from access.audit_entry", row -> row.getString(1))));
    }

    private static String created(GraphQLClient caller, String title) {
        return caller.change(
                        "createStream",
                        "CreateStreamInput",
                        Map.of("title", title),
                        "... on CreatedStream { stream { id } }")
                .extract()
                .path("data.createStream.stream.id");
    }

    private String cluster() {
        return owner.ask("{ clusters { id } }").extract().path("data.clusters[0].id");
    }

    private String secret(String mutation, String type, Map<String, ?> input, String field, String success) {
        String secret = owner.change(mutation, type, input, success).extract().path("data." + mutation + "." + field);
        // Of PEM a line from the middle, because JSON writes the line's end otherwise.
        return secret.lines()
                .skip(secret.startsWith("-----") ? 1 : 0)
                .findFirst()
                .orElseThrow();
    }
}
