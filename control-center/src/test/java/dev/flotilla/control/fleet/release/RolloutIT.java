package dev.flotilla.control.fleet.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.ReleaseState;
import dev.flotilla.proto.node.v1.ReleaseState.Phase;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roll-outs over nodes that speak the real uplink and only say that they had upgraded themselves. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class RolloutIT {
    private static final String TARGET =
            "... on ReleaseTarget { clusterId channel version isPaused progress { stage healthy failed rolledBack"
                    + " pending } }";

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Tenancy tenancy;

    /** One that the catalogue of other tests does not touch. */
    private final String platform = "linux-it" + ThreadLocalRandom.current().nextInt(1, 1_000_000);

    private final List<Member> members = new ArrayList<>();
    private final Set<Member> confirmed = new HashSet<>();
    private TenantId tenant;
    private GraphQLClient owner;
    private GraphQLClient operator;
    private String cluster;

    /** A node of three. */
    private final class Member {
        private final TestNode node;
        private final TestNode.Stream stream;
        private final String version;

        Member(TestNode node) throws InterruptedException {
            this.node = node;
            this.version = "1.0.0";
            this.stream = node.join(0);
            says(ReleaseState.newBuilder());
        }

        DesiredRelease order() throws InterruptedException {
            return stream.next().getRelease();
        }

        void says(Phase phase, DesiredRelease order) {
            says(ReleaseState.newBuilder()
                    .setVersion(phase == Phase.PHASE_CONFIRMED ? order.getVersion() : version)
                    .setOrder(order.getOrder())
                    .setPhase(phase)
                    .setReason(phase == Phase.PHASE_CONFIRMED ? "" : "It was not healthy."));
        }

        private void says(ReleaseState.Builder state) {
            stream.say(NodeMessage.newBuilder()
                    .setHealth(Health.newBuilder()
                            .setMeasuredAtMs(Instant.now().toEpochMilli())
                            .setRelease((state.getVersion().isEmpty() ? state.setVersion(version) : state)
                                    .setPlatform(platform))));
        }
    }

    @BeforeEach
    void threeNodes() throws Exception {
        tenant = people.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        operator = new GraphQLClient(people.token(people.tenant(), Role.OPERATOR));
        cluster = owner.ask("{ clusters { id } }").extract().path("data.clusters[0].id");
        for (int i = 0; i < 3; i++) {
            members.add(new Member(TestNode.enrol(fleet.token(tenant, 1).secret())));
        }
        publish("1.1.0", "STABLE").body("__typename", equalTo("EdgeRelease"));
    }

    @AfterEach
    void close() {
        members.forEach(member -> member.node.close());
    }

    @Test
    void bringsTheNodesToTheNewestReleaseBatchByBatch() throws Exception {
        publish("1.2.0", "RC");
        target(Map.of("channel", "STABLE", "batchSize", 2)).body("channel", equalTo("STABLE"));
        List<Member> began = awaitOrders(2);
        for (Member member : began) {
            DesiredRelease order = member.order();
            assertThat(order.getVersion()).isEqualTo("1.1.0");
            assertThat(order.getPlatform()).isEqualTo(platform);
            assertThat(order.getUrl()).isEqualTo("https://example.org/1.1.0.tar.gz");
            assertThat(order.getSignature().size()).isEqualTo(64);
            assertThat(order.getDeadlineS()).isBetween(500, 600);
            member.says(Phase.PHASE_CONFIRMED, order);
        }
        Member last = awaitOrders(3).stream()
                .filter(member -> !began.contains(member))
                .findFirst()
                .orElseThrow();
        last.says(Phase.PHASE_CONFIRMED, last.order());
        awaitStage("DONE").body("data.releaseTarget.progress.healthy", equalTo(3));
        owner.ask(
                        "query($id: ID) { events(nodeId: $id) { edges { node { type message } } } }",
                        Map.of("id", last.node.id().value()))
                .body("data.events.edges.node.type", hasItem("agent_upgraded"));
    }

    @Test
    void looksRarelyAtWhatRests() throws Exception {
        target(Map.of("version", "1.1.0"));
        assertThat(secondsToLook()).isLessThan(5);
        for (int i = 1; i <= members.size(); i++) {
            int begun = i;
            for (Member member : awaitOrders(begun)) {
                if (confirmed.add(member)) {
                    member.says(Phase.PHASE_CONFIRMED, member.order());
                }
            }
        }
        awaitStage("DONE");
        await(() -> secondsToLook() > 5);
        on("rollBackRelease").body("version", equalTo("1.0.0"));
        assertThat(secondsToLook()).isLessThan(5);
    }

    private double secondsToLook() {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                                "select extract(epoch from look_at - clock_timestamp()) from release.target",
                                row -> row.getDouble(1))
                        .orElseThrow()));
    }

    @Test
    void stopsOnAFailureGoesOnWhenToldAndRollsBack() throws Exception {
        target(Map.of("version", "1.1.0"));
        Member first = awaitOrders(1).getFirst();
        DesiredRelease order = first.order();
        first.says(Phase.PHASE_CONFIRMED, order);
        Member second = other(first, 2);
        second.says(Phase.PHASE_ROLLED_BACK, second.order());
        awaitStage("STOPPED")
                .body("data.releaseTarget.progress.rolledBack", equalTo(1))
                .body("data.releaseTarget.progress.pending", equalTo(1));
        updates().body("data.nodeUpdates.edges.node.reason", hasItem("It was not healthy."));

        on("rollBackRelease").body("version", equalTo("1.0.0"));
        DesiredRelease back = first.order();
        assertThat(back.getVersion()).isEqualTo("1.0.0");
        assertThat(back.getUrl()).isEmpty();
        assertThat(back.getOrder()).isNotEqualTo(order.getOrder());
        first.says(Phase.PHASE_CONFIRMED, back);
        awaitStage("DONE").body("data.releaseTarget.progress.healthy", equalTo(3));
    }

    @Test
    void drainsANodeAndLetsItServeAgain() throws Exception {
        target(Map.of("version", "1.1.0", "drainFirst", true, "drainSeconds", 1));
        Member first = awaitOrders(1).getFirst();
        lifecycle(first)
                .body("data.node.lifecycle", equalTo("DRAINING"))
                .body("data.node.modeSetBy", equalTo("roll-out"));
        first.says(Phase.PHASE_CONFIRMED, first.order());
        other(first, 2);
        lifecycle(first).body("data.node.lifecycle", equalTo("ACTIVE"));
    }

    @Test
    void pausesAndGoesOnWithWhatFailed() throws Exception {
        target(Map.of("version", "1.1.0"));
        Member first = awaitOrders(1).getFirst();
        on("pauseRollout").body("isPaused", equalTo(true));
        DesiredRelease order = first.order();
        first.says(Phase.PHASE_FAILED, order);
        await(() -> updates()
                .extract()
                .<List<String>>path("data.nodeUpdates.edges.node.state")
                .contains("FAILED"));
        target().body("data.releaseTarget.progress.stage", equalTo("PAUSED"));
        on("resumeRollout").body("isPaused", equalTo(false));
        DesiredRelease again = awaitOrders(1).getFirst().order();
        assertThat(again.getOrder()).isNotEqualTo(order.getOrder());
    }

    @Test
    void publishesOneArchiveUnderAVersionAndTakesItBack() {
        publish("1.1.0", "RC").body("channel", equalTo("RC"));
        upsert("1.1.0", "STABLE", "cd".repeat(32), "https://example.org/x.tar.gz")
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("another archive"));
        upsert("1.1", "STABLE", "cd".repeat(32), "https://example.org/x.tar.gz")
                .body("__typename", equalTo("InvalidInput"))
                .body("field", equalTo("version"));
        upsert("1.3.0", "STABLE", "cd".repeat(32), "http://example.org/x.tar.gz")
                .body("field", equalTo("url"));
        upsert("1.3.0", "STABLE", "cd".repeat(32), null)
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("uploaded"));
        operator.change("withdrawEdgeRelease", "1.1.0@" + platform, "... on EdgeRelease { withdrawnAt }")
                .body("withdrawnAt", notNullValue());
        owner.change("setReleaseTarget", "ReleaseTargetInput", Map.of("clusterId", cluster, "version", "99.0.0"), "")
                .body("field", equalTo("version"));
        owner.change("setReleaseTarget", "ReleaseTargetInput", Map.of("clusterId", cluster), "")
                .body("field", equalTo("channel"));
        owner.change(
                        "setReleaseTarget",
                        "ReleaseTargetInput",
                        Map.of("clusterId", cluster, "channel", "STABLE", "batchSize", 0),
                        "")
                .body("field", equalTo("batchSize"));
    }

    private Member other(Member first, int orders) throws Exception {
        return awaitOrders(orders).stream()
                .filter(member -> member != first)
                .findFirst()
                .orElseThrow();
    }

    /** The nodes that have or had an order, when there are so many. */
    private List<Member> awaitOrders(int count) throws Exception {
        List<Member> found = new ArrayList<>();
        await(() -> {
            found.clear();
            List<Map<String, Map<String, String>>> edges = updates().extract().path("data.nodeUpdates.edges");
            edges.stream()
                    .map(edge -> edge.get("node"))
                    .filter(node -> !"PENDING".equals(node.get("state")))
                    .forEach(node -> members.stream()
                            .filter(member -> member.node.id().value().equals(node.get("nodeId")))
                            .forEach(found::add));
            return found.size() == count;
        });
        return List.copyOf(found);
    }

    private ValidatableResponse awaitStage(String stage) throws Exception {
        await(() -> stage.equals(target().extract().path("data.releaseTarget.progress.stage")));
        return target();
    }

    private ValidatableResponse publish(String version, String channel) {
        return upsert(
                version,
                channel,
                HexFormat.of()
                        .formatHex((version + "-".repeat(32)).substring(0, 32).getBytes(StandardCharsets.US_ASCII)),
                "https://example.org/" + version + ".tar.gz");
    }

    private ValidatableResponse upsert(String version, String channel, String sha256, @Nullable String url) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "version", version,
                "platform", platform,
                "channel", channel,
                "sizeBytes", 1000,
                "sha256", sha256,
                "signature", Base64.getEncoder().encodeToString(new byte[64])));
        if (url != null) {
            input.put("url", url);
        }
        return operator.change("upsertEdgeRelease", "EdgeReleaseInput", input, "... on EdgeRelease { id channel }");
    }

    private ValidatableResponse target(Map<String, Object> how) {
        Map<String, Object> input = new HashMap<>(how);
        input.put("clusterId", cluster);
        return owner.change("setReleaseTarget", "ReleaseTargetInput", input, TARGET);
    }

    private ValidatableResponse on(String mutation) {
        return owner.ask(
                        "mutation($id: ID!) { %s(clusterId: $id) { __typename ... on Problem { message } %s } }"
                                .formatted(mutation, TARGET),
                        Map.of("id", cluster))
                .rootPath("data." + mutation);
    }

    private ValidatableResponse target() {
        return owner.ask(
                "query($id: ID!) { releaseTarget(clusterId: $id) { progress { stage healthy failed rolledBack pending"
                        + " } } }",
                Map.of("id", cluster));
    }

    private ValidatableResponse updates() {
        return owner.ask(
                "query($id: ID!) { nodeUpdates(clusterId: $id) { edges { node { nodeId nodeName state version"
                        + " versionBefore reason } } } }",
                Map.of("id", cluster));
    }

    private ValidatableResponse lifecycle(Member member) {
        return owner.ask(
                "query($id: ID!) { node(id: $id) { lifecycle modeSetBy } }",
                Map.of("id", member.node.id().value()));
    }

    private interface Fact {
        boolean isTrue() throws Exception;
    }

    private static void await(Fact fact) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!fact.isTrue()) {
            assertThat(System.nanoTime()).as("it never came to be").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
