package dev.flotilla.edge.mroute.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.mroute.FakeEngine;
import dev.flotilla.edge.mroute.TestNode;
import dev.flotilla.id.EventId;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays a golden conversation: each request of the file must get exactly the answer that stands below it. Run with
 * {@code -Dgolden.update=true} to write down what the API answers now.
 */
class ApiIT {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/flotilla/edge/mroute/rest/conversation.txt");
    private static final String REQUEST = "> ";
    private static final TimeZone ZONE = TimeZone.getDefault();

    @TempDir
    Path folder;

    @BeforeAll
    static void liveInOneZone() {
        TimeZone.setDefault(TimeZone.getTimeZone("GMT+2"));
    }

    @AfterAll
    static void goHome() {
        TimeZone.setDefault(ZONE);
    }

    @Test
    void answersAsWrittenDown() throws IOException {
        String expected = Files.readString(GOLDEN);
        String actual = play(expected);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, actual);
        }
        assertThat(actual).isEqualTo(expected);
    }

    private String play(String golden) {
        StringBuilder played = new StringBuilder();
        try (TestNode node = TestNode.on(folder)) {
            Api api = new Api(node.flows, node.clock);
            for (String line : golden.lines().toList()) {
                if (line.startsWith("! ")) {
                    happen(node, line.substring(2));
                } else if (line.startsWith(REQUEST)) {
                    node.pass(Duration.ofSeconds(1));
                    Answer answer = api.answer(request(line.substring(REQUEST.length())));
                    played.append(line).append('\n').append(answer.status());
                    played.append(answer.body().isEmpty() ? "\n" : " " + answer.body());
                    continue;
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    continue;
                }
                played.append(line).append('\n');
            }
        }
        return played.toString();
    }

    /** "METHOD PATH", and a body after another space. */
    private static Request request(String line) {
        String[] parts = line.split(" ", 3);
        URI uri = URI.create(parts[1]);
        String query = uri.getQuery();
        return new Request(
                parts[0],
                uri.getPath(),
                query == null ? null : query.replace("limit=", ""),
                parts.length < 3 ? "" : parts[2]);
    }

    private static void happen(TestNode node, String what) {
        FakeEngine engine = node.engine;
        String id = "flow_00000000000000aa";
        switch (what) {
            case "media flows" -> {
                engine.reports.add(FlowReport.newBuilder()
                        .setFlowId(id)
                        .setHealth(FlowHealth.FLOW_HEALTH_RECEIVING)
                        .addSources(SourceReport.newBuilder()
                                .setName("in")
                                .setConnected(true)
                                .setSelected(true)
                                .setBitrateBps(4_200_400)
                                .setPacketsReceived(1000)
                                .setBytesReceived(1_316_000)
                                .setPacketsLost(3)
                                .setPacketsRecovered(2)
                                .setPacketsDropped(1)
                                .setRoundTripMs(12.5)
                                .setJitterMs(0.25)
                                .setNegotiatedLatencyMs(200)
                                .setPeer("192.0.2.7:4000"))
                        .addOutputs(OutputReport.newBuilder()
                                .setName("out")
                                .setConnected(true)
                                .setBitrateBps(4_200_400)
                                .setPacketsSent(999)
                                .setBytesSent(1_314_684)
                                .setClients(1))
                        .build());
                engine.happen(Event.newBuilder()
                        .setId(new EventId("evt_" + "0".repeat(32)).value())
                        .setFlowId(id)
                        .setType("source_active")
                        .setSeverity(Severity.SEVERITY_WARNING)
                        .setMessage("Using source: in")
                        .setOccurredAtMs(node.clock.millis() + 500)
                        .build());
            }
            case "the engine refuses the next start" -> engine.refuses.put(new FlowId(id), "port 5000 is taken");
            case "the engine refuses nothing" -> engine.refuses.clear();
            case "the engine goes away" -> engine.isAway = true;
            default -> throw new IllegalArgumentException(what);
        }
        node.look();
    }
}
