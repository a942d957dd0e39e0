package dev.flotilla.edge.mroute;

import static dev.flotilla.edge.mroute.AgentProcess.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.edge.FreePort;
import dev.flotilla.edge.probe.Receiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent with its real engine and a real encoder. */
class AgentIT {
    @TempDir
    Path data;

    @Test
    void carriesMediaThroughKillMinusNineOfTheAgent() throws Exception {
        int ingest = FreePort.next();
        try (Receiver receiver = new Receiver();
                AgentProcess agent = new AgentProcess(data)) {
            until("the API", () -> agent.call("GET", "/health", ""), reply -> reply.status() == 200);
            String id = create(agent, ingest, receiver.port());
            until(
                    "the engine",
                    () -> agent.call("POST", "/v1/flows/" + id + "/stop", "").status(),
                    status -> status == 200);
            assertThat(agent.call("POST", "/v1/flows/" + id + "/start", "").status())
                    .isEqualTo(200);
            until("the transport", () -> status(agent, id), status -> status.equals("ACTIVE"));
            Process encoder = encode(ingest);
            try {
                JsonNode first = until(
                        "moving metrics",
                        () -> agent.get("/v1/flows/" + id + "/metrics"),
                        metrics -> metrics.at("/source_metrics/0/packets_received")
                                                .asLong()
                                        > 100
                                && metrics.at("/output_metrics/0/packets_sent").asLong() > 100
                                && metrics.at("/source_metrics/0/bitrate_kbps").asLong() > 100);
                assertThat(first.path("health").asText()).isEqualTo("RECEIVING");
                until(
                        "metrics that move on",
                        () -> agent.get("/v1/flows/" + id + "/metrics"),
                        metrics -> metrics.at("/source_metrics/0/packets_received")
                                        .asLong()
                                > first.at("/source_metrics/0/packets_received").asLong());
                assertThat(agent.text("/q/metrics"))
                        .contains("flotilla_mroute_source_packets_received_total{flow=\"" + id + "\",source=\"in\"}");

                long atKill = receiver.report().getPackets();
                agent.killMinusNine();
                until(
                        "media without an agent",
                        () -> receiver.report().getPackets(),
                        packets -> packets > atKill + 100);
                agent.start();
                until("the adopted flow", () -> status(agent, id), status -> status.equals("ACTIVE"));
                until("readiness", () -> agent.text("/q/health/ready"), text -> text.contains("\"status\": \"UP\""));
                long afterStart = receiver.report().getPackets();
                until(
                        "media with the new agent",
                        () -> receiver.report().getPackets(),
                        packets -> packets > afterStart + 100);
                assertThat(receiver.report().getContinuityErrors()).isZero();
            } finally {
                encoder.destroyForcibly();
            }
            comesBackAfterKillMinusNineOfTheEngine(agent, id, ingest, receiver);
        }
    }

    private static void comesBackAfterKillMinusNineOfTheEngine(
            AgentProcess agent, String id, int ingest, Receiver receiver) throws Exception {
        agent.engine().orElseThrow().destroyForcibly();
        until(
                "the event of a new engine",
                () -> agent.get("/v1/events").toString(),
                events -> events.contains("engine_restarted"));
        until("the resumed flow", () -> status(agent, id), status -> status.equals("ACTIVE"));
        Process encoder = encode(ingest);
        try {
            long before = receiver.report().getPackets();
            until("media with the new engine", () -> receiver.report().getPackets(), packets -> packets > before + 100);
        } finally {
            encoder.destroyForcibly();
        }
    }

    private static String create(AgentProcess agent, int ingest, int port) throws IOException, InterruptedException {
        String flow = """
            {"name":"demo","source":{"name":"in","protocol":"srt-listener","ingest_port":%d,"max_latency":120},
            "outputs":[{"name":"out","protocol":"udp","destination":"127.0.0.1","port":%d}]}
            """.formatted(ingest, port);
        AgentProcess.Reply reply = agent.call("POST", "/v1/flows", flow);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.body().path("id").asText();
    }

    private static String status(AgentProcess agent, String id) throws IOException, InterruptedException {
        return agent.get("/v1/flows/" + id).path("status").asText();
    }

    private static Process encode(int port) throws IOException {
        return new ProcessBuilder(List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-loglevel",
                        "error",
                        "-re",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=320x180:rate=25",
                        "-c:v",
                        "mpeg2video",
                        "-b:v",
                        "1M",
                        "-muxrate",
                        "2M",
                        "-f",
                        "mpegts",
                        "srt://127.0.0.1:" + port + "?mode=caller"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
