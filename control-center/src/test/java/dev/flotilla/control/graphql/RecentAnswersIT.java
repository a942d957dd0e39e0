package dev.flotilla.control.graphql;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class RecentAnswersIT {
    @Inject
    People people;

    @Inject
    Tenancy tenancy;

    private TenantId tenant;
    private String owner;

    @BeforeEach
    void aTenant() {
        tenant = people.tenant();
        owner = people.token(tenant, Role.OWNER);
    }

    @Test
    void anAnswerOfThatAgeWillDo() {
        count(owner, "max-age=60").header("Age", nullValue()).body("data.clustersConnection.totalCount", equalTo(1));
        addBehindTheBack();
        count(owner, "max-age=60").header("Age", notNullValue()).body("data.clustersConnection.totalCount", equalTo(1));
        count(owner, "no-cache").header("Age", nullValue()).body("data.clustersConnection.totalCount", equalTo(2));
        count(owner, "").header("Age", nullValue()).body("data.clustersConnection.totalCount", equalTo(2));
    }

    @Test
    void aChangeIsSeenAtOnce() {
        count(owner, "max-age=60");
        new GraphQLClient(owner).change("createCluster", "CreateClusterInput", Map.of("name", "second"), "");
        count(owner, "max-age=60").header("Age", nullValue()).body("data.clustersConnection.totalCount", equalTo(2));
    }

    @Test
    void anAnswerIsForTheOneWhoAsked() {
        count(owner, "max-age=60");
        count(people.token(tenant, Role.VIEWER), "max-age=60").header("Age", nullValue());
        count(people.token(people.tenant(), Role.OWNER), "max-age=60").header("Age", nullValue());
    }

    /** As another replica does. */
    private void addBehindTheBack() {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "insert into fleet.cluster (id, tenant_id, name, created_at) values (?, ?, 'other', now())",
                        dev.flotilla.id.ClusterId.random().value(),
                        tenant.value())));
    }

    private static ValidatableResponse count(String token, String cacheControl) {
        return given().auth()
                .oauth2(token)
                .header("Cache-Control", cacheControl)
                .contentType("application/json")
                .body(Map.of("query", "{ clustersConnection { totalCount } }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue());
    }
}
