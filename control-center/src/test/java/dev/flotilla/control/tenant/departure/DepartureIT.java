package dev.flotilla.control.tenant.departure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.mail.Letters;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.control.tenant.TenantConfig;
import dev.flotilla.id.TenantId;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant goes, with everything, whoever dies meanwhile. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class DepartureIT {
    /** What outlives a tenant, and in which form. */
    private static final Map<String, String> STAYING = Map.of(
            "access.audit_entry", "what happened and when, without who, from where and to what",
            "certificate.issued", "taken back; until the certificates have expired, so that other nodes hear of it",
            "tenant.departure", "how the deletion went, without the tenant's name");

    private static final int MOST_LIVES = 500;
    private static final String NOTICE = "... on Tenant { suspension { reason } notice { leavesAt isServed givenBy } }";

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Letters letters;

    @Inject
    EveryTable tables;

    @Inject
    Departures departures;

    @Inject
    DepartureRun run;

    @Inject
    @All
    List<TenantLeaves> features;

    @Inject
    TenantConfig config;

    @ConfigProperty(name = "flotilla.data")
    Path data;

    @Inject
    Jobs jobs;

    private Path objects;
    private TenantId tenant;
    private String login;
    private GraphQLClient owner;
    private GraphQLClient operator;

    @BeforeEach
    void aTenantAndTheOperator() {
        objects = data.resolve("objects");
        tenant = fleet.tenant();
        login = people.login(tenant, Role.OWNER);
        owner = new GraphQLClient(People.tokenOf(login));
        operator = new GraphQLClient(people.token(people.tenant(), Role.OPERATOR));
    }

    /** The death of a process: nothing of ours hears of it, and nothing is undone. */
    private static final class Killed extends Error {}

    /** Dies as soon as it has taken something, before that is noted. */
    private record Mortal(TenantLeaves feature) implements TenantLeaves {
        @Override
        public Turn turn() {
            return feature.turn();
        }

        @Override
        public String what() {
            return feature.what();
        }

        @Override
        public int takeSome(TenantId tenant) {
            if (feature.takeSome(tenant) > 0) {
                throw new Killed();
            }
            return 0;
        }

        @Override
        public Duration late() {
            return feature.late();
        }
    }

    @Test
    void nothingOfATenantIsLeftThoughEveryProcessDiesAfterItsFirstPiece() throws Exception {
        try (TestNode node = TestNode.enrol(fleet.token(tenant, 1).secret())) {
            Path object = objects.resolve(tenant.value())
                    .resolve("stream")
                    .resolve("hash")
                    .resolve("clip.mp4");
            Files.createDirectories(object.getParent());
            Files.writeString(object, node.id().value());
            assertThat(tables.fill(tenant)).as("tables that got no row").isEmpty();
            TenantId neighbour = fleet.tenant();
            assertThat(tables.fill(neighbour)).isEmpty();
            Map<String, Integer> theirs = tables.rowsOf(neighbour);
            delete();

            List<TenantLeaves> mortal =
                    features.stream().<TenantLeaves>map(Mortal::new).toList();
            Instant now = Instant.now();
            int lives = 0;
            int deaths = 0;
            for (; !isFinished(); lives++) {
                assertThat(lives).isLessThan(MOST_LIVES);
                now = now.plus(Departures.LEASE).plusSeconds(1);
                try {
                    new DepartureRun(departures, mortal, config.settle(), Clock.fixed(now, ZoneOffset.UTC)).run();
                } catch (Killed e) {
                    deaths++;
                }
            }
            assertThat(deaths).isGreaterThan(tables.names().size() / 2);
            assertThat(tables.rowsOf(tenant).keySet()).isSubsetOf(STAYING.keySet());
            assertThat(tables.rowsOf(neighbour)).containsAllEntriesOf(theirs);
            assertThat(object).doesNotExist();
            assertThat(count("access.audit_entry", "actor_name <> '' or actor_id is not null or after is not null"))
                    .isZero();
            assertThat(count("certificate.issued", "revoked_at is not null")).isPositive();
            assertThat(count("certificate.issued", "revoked_at is null")).isZero();
        }
        operator.ask("{ tenants { id } tenantDepartures { edges { node { tenantId name finishedAt } } } }")
                .body("data.tenants.id", not(hasItem(tenant.value())))
                .body(mine("name"), nullValue())
                .body(mine("finishedAt"), notNullValue());
    }

    @Test
    void whatIsDoneByOneThatLostItsLeaseDoesNotCount() {
        delete();
        Instant now = Instant.now();
        departures.beginDue(now);
        Departures.Lease first = take("one", now);
        assertThat(departures.take("other", now).map(Departures.Lease::tenant))
                .as("while a lease holds, others keep away")
                .isNotEqualTo(Optional.of(tenant));
        Departures.Lease second = take("other", now.plus(Departures.LEASE));
        assertThat(departures.took(first, "streams", 1, now)).isFalse();
        assertThat(departures.took(second, "streams", 2, now)).isTrue();
        operator.ask("{ tenantDepartures { edges { node { tenantId step taken } } } }")
                .body(mine("step"), equalTo("streams"))
                .body(mine("taken"), equalTo(2));
        departures.rest(second, Instant.now());
        run.run();
    }

    @Test
    void nobodyOfItComesInAnyMoreWhenItHasBegun() throws InterruptedException {
        delete();
        letters.await(login, "'" + name() + "' is going to be deleted");
        run.run();
        letters.await(login, "'" + name() + "' is deleted now");
        given().contentType("application/json")
                .body(Map.of("login", login, "password", People.PASSWORD))
                .post("/auth/v1/token")
                .then()
                .statusCode(401);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (given().auth().oauth2(owner.token()).body("{}").post("/graphql").statusCode() != 401) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
        operator.change("keepTenant", tenant.value(), NOTICE).body("message", containsString("its deletion has begun"));
    }

    @Test
    void anOwnerAsksForItWithThePasswordAndTakesItBack() {
        request(Map.of("password", "wrong")).body("field", equalTo("password"));
        new GraphQLClient(people.token(tenant, Role.ADMIN))
                .change("requestTenantDeletion", "RequestTenantDeletionInput", Map.of(), "")
                .body("__typename", equalTo("Forbidden"));
        request(Map.of("password", People.PASSWORD, "isServed", false))
                .body("notice.isServed", equalTo(false))
                .body("notice.givenBy", equalTo(login))
                .body("suspension.reason", containsString("deleted"));
        letters.await(login, "'" + name() + "' is going to be deleted");
        request(Map.of("password", People.PASSWORD)).body("__typename", equalTo("Conflict"));
        run.run();
        owner.ask("mutation { cancelTenantDeletion { __typename " + NOTICE + " } }")
                .body("data.cancelTenantDeletion.notice", nullValue())
                .body("data.cancelTenantDeletion.suspension", nullValue());
        letters.await(login, "'" + name() + "' stays");
        owner.ask("mutation { cancelTenantDeletion { __typename } }")
                .body("data.cancelTenantDeletion.__typename", equalTo("Conflict"));
        request(Map.of()).body("notice.isServed", equalTo(true)).body("suspension", nullValue());
    }

    @Test
    void whoeverSignedInLongAgoNeedsThePassword() {
        jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.update(
                        "update access.session set created_at = now() - interval '1 hour' where tenant_id = ?",
                        tenant.value()));
        request(Map.of()).body("field", equalTo("password"));
        request(Map.of("password", People.PASSWORD)).body("__typename", equalTo("Tenant"));
    }

    @Test
    void theTenantOfThoseWhoRunThePlatformStays() {
        TenantId home = people.tenant();
        people.login(home, Role.OPERATOR);
        operator.change("deleteTenant", "DeleteTenantInput", Map.of("tenantId", home.value()), NOTICE)
                .body("__typename", equalTo("Conflict"));
        operator.change("deleteTenant", "DeleteTenantInput", Map.of("tenantId", tenant.value(), "graceDays", 1000), "")
                .body("field", equalTo("graceDays"));
    }

    /** The lease of this test's tenant; others may be due as well. */
    private Departures.Lease take(String holder, Instant now) {
        Departures.Lease lease = departures.take(holder, now).orElseThrow();
        return lease.tenant().equals(tenant) ? lease : take(holder, now);
    }

    /** By the operator, at once. */
    private void delete() {
        operator.change("deleteTenant", "DeleteTenantInput", Map.of("tenantId", tenant.value(), "graceDays", 0), NOTICE)
                .body("__typename", equalTo("Tenant"))
                .body("notice.givenBy", equalTo("the platform"));
    }

    private ValidatableResponse request(Map<String, Object> input) {
        return owner.change("requestTenantDeletion", "RequestTenantDeletionInput", input, NOTICE);
    }

    private boolean isFinished() {
        return count("tenant.departure", "finished_at is not null") == 1;
    }

    private int count(String table, String where) {
        return jobs.<Integer>call(
                Purpose.TENANTS,
                sql -> sql.one(
                                "select count(*) from %s where tenant_id = ? and (%s)".formatted(table, where),
                                row -> row.getInt(1),
                                tenant.value())
                        .orElseThrow());
    }

    private String mine(String field) {
        return "data.tenantDepartures.edges.find { it.node.tenantId == '%s' }.node.%s".formatted(tenant, field);
    }

    private String name() {
        return jobs.<String>call(
                Purpose.TENANTS,
                sql -> sql.one(
                                "select coalesce((select name from tenant.tenant where tenant_id = ?), (select name"
                                        + " from tenant.departure where tenant_id = ?))",
                                row -> row.getString(1),
                                tenant.value(),
                                tenant.value())
                        .orElseThrow());
    }
}
