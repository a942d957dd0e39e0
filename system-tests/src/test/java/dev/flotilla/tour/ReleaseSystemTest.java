package dev.flotilla.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.center.Operations;
import dev.flotilla.tour.media.UdpReceiver;
import dev.flotilla.tour.node.EdgeNode;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node that the control center upgrades while it carries a stream, first to a good release and then to one that is broken. */
@ExtendWith(RunningFleet.class)
class ReleaseSystemTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GOOD = "9.0.1";
    private static final String BROKEN = "9.0.2";
    private static final Path KEEPER = Path.of("..", "edge-agent", "src", "main", "keeper", "flotilla-edge-keeper")
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path work;

    @Test
    void anUpgradeCostsNoPacketAndABrokenOneIsPutBack(Fleet fleet) throws Exception {
        ControlCenter center = fleet.logIn();
        var operations = new Operations(center);
        var releases = new PublishedReleases(fleet, center, work);
        String cluster = cluster(center);
        var settings = Map.of(
                "FLOTILLA_RELEASE_KEYS", releases.publicKey(),
                "FLOTILLA_RELEASE_STEADY", "2s",
                "JAVA_HOME", System.getProperty("java.home"));
        try (var node = new EdgeNode(fleet, "released", settings);
                var receiver = new UdpReceiver(0)) {
            assertThat(node.enroll(token(center, cluster)).status()).isZero();
            node.startKept(KEEPER);
            String before = agentVersion(operations, node, version -> !version.isEmpty());
            int port = EdgeNode.freePort();
            String flow = operations.createFlow(Map.of(
                    "nodeId", node.id(),
                    "name", "Upgraded below",
                    "sources", List.of(end("in", port)),
                    "outputs", List.of(end("out", receiver.port()))));
            Await.until(
                    "the flow runs",
                    PATIENCE,
                    () -> operations
                            .flowStatus(flow)
                            .filter(status -> !status.path("health").asText().matches("STOPPED|PENDING|UNKNOWN")));
            var sender = new CountedDatagrams(port);
            try (sender) {
                Await.until("packets arrive", PATIENCE, () -> packets(receiver));
                long engine = node.engine().orElseThrow().pid();
                long began = sender.packets();

                releases.publish(GOOD);
                upgrade(center, cluster, GOOD, "HEALTHY");
                assertThat(agentVersion(operations, node, GOOD::equals)).isEqualTo(GOOD);

                releases.publishBroken(BROKEN);
                JsonNode failed = upgrade(center, cluster, BROKEN, "ROLLED_BACK");
                assertThat(failed.path("reason").asText()).contains("ended with status");
                assertThat(agentVersion(operations, node, GOOD::equals)).isEqualTo(GOOD);

                assertThat(before).isNotEqualTo(GOOD);
                assertThat(node.engine().orElseThrow().pid()).as("the engine").isEqualTo(engine);
                assertThat(sender.packets()).as("packets sent meanwhile").isGreaterThan(began);
            }
            Await.until(
                    "all packets have arrived",
                    PATIENCE,
                    () -> receiver.seen().packets() == sender.packets() ? Optional.of(true) : Optional.empty());
            assertThat(receiver.seen().continuityErrors()).as("packets lost").isZero();
        }
    }

    private static Optional<Long> packets(UdpReceiver receiver) {
        return Optional.of(receiver.seen().packets()).filter(count -> count > 0);
    }

    private static JsonNode upgrade(ControlCenter center, String cluster, String version, String state)
            throws IOException {
        var _ = center.ask(
                """
                  mutation($input: ReleaseTargetInput!) { setReleaseTarget(input: $input) {
                    __typename ... on Problem { message } ... on ReleaseTarget { clusterId } } }\
                  """, Map.of("input", Map.of("clusterId", cluster, "version", version, "deadlineSeconds", 60)));
        return Await.until("the node is " + state + " with " + version, PATIENCE, () -> {
            JsonNode update = center.ask("""
                            query($id: ID!) { nodeUpdates(clusterId: $id) { edges { node { state version reason } } } }\
                            """, Map.of("id", cluster)).at("/edges/0/node");
            return update.path("version").asText().equals(version)
                            && update.path("state").asText().equals(state)
                    ? Optional.of(update)
                    : Optional.empty();
        });
    }

    private interface Version {
        boolean isIt(String version);
    }

    /** As the node says it itself with its Hello, when it is connected. */
    private static String agentVersion(Operations operations, EdgeNode node, Version wanted) throws IOException {
        return Await.until(
                "the node is connected with its version",
                PATIENCE,
                () -> operations
                        .node(node.id())
                        .filter(shown -> shown.path("state").asText().matches("ONLINE|PROBLEM"))
                        .map(shown -> shown.at("/inventory/agentVersion").asText())
                        .filter(wanted::isIt));
    }

    private static String cluster(ControlCenter center) throws IOException {
        return center.ask("""
                          mutation { createCluster(input: {name: "released"}) {
                            __typename ... on Problem { message } ... on Cluster { id } } }\
                          """, Map.of()).path("id").asText();
    }

    private static String token(ControlCenter center, String cluster) throws IOException {
        return center.ask("""
                          mutation($id: ID!) { createBootstrapToken(input: {clusterId: $id, description: "released"}) {
                            __typename ... on Problem { message } ... on CreatedBootstrapToken { token } } }\
                          """, Map.of("id", cluster)).path("token").asText();
    }

    private static Map<String, ?> end(String name, int port) {
        return Map.of("name", name, "transport", "UDP", "address", "127.0.0.1", "port", port);
    }
}
