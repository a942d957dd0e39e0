package dev.flotilla.edge.mroute;

import static dev.flotilla.edge.mroute.AgentProcess.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;

import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged agent tells of itself: the node's API, health and metrics. */
class NodeApiIT {
    @TempDir
    Path data;

    @Test
    void tellsHowTheNodeDoes() throws Exception {
        try (AgentProcess agent = new AgentProcess(data)) {
            ready(agent);
            // The status shows what was measured last, some seconds ago at the most.
            until(
                    "the engine's figures",
                    () -> get(agent, "/node/v1/status").extract().<Boolean>path("engine.running"),
                    isRunning -> isRunning);
            get(agent, "/node/v1/status")
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("units", contains("mroute"))
                    .body("uplink.state", equalTo("not_enrolled"))
                    .body("engine.running", equalTo(true))
                    .body("engine.memory_bytes", greaterThan(10_000_000))
                    .body("flows.total", equalTo(0));
            get(agent, "/q/health/live").statusCode(200).body("status", equalTo("UP"));
            get(agent, "/q/health/ready")
                    .statusCode(200)
                    .body("checks.name", hasItems("mroute", "spool"))
                    .body("checks.find { it.name == 'spool' }.data.unreadable", equalTo(0));

            AgentProcess.Reply made = agent.call("POST", "/v1/flows", """
                    {"name":"f","source":{"name":"s","protocol":"srt-listener","ingest_port":30000}}
                    """);
            assertThat(made.status()).isEqualTo(201);
            String row = "flotilla_mroute_flow_active{flow=\""
                    + made.body().path("id").asText() + "\"} 0.0";
            until("the flow's metrics", () -> agent.text("/q/metrics"), text -> text.contains(row));
            get(agent, "/q/metrics")
                    .body(containsString("flotilla_uplink_connected 0.0"))
                    .body(containsString("flotilla_uplink_spooled_events 0.0"))
                    .body(containsString("flotilla_uplink_unreadable_events_total 0.0"));
            get(agent, "/node/v1/status").body("flows.total", equalTo(1)).body("flows.stopped", equalTo(1));
        }
    }

    @Test
    void isNotReadyWhileItsEngineHangsAndSaysThatItWasReplaced() throws Exception {
        try (AgentProcess agent = new AgentProcess(data)) {
            ready(agent);
            long first = agent.engine().orElseThrow().pid();
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(first))
                            .start()
                            .waitFor())
                    .isZero();
            until("not ready", () -> get(agent, "/q/health/ready").extract().statusCode(), status -> status == 503);
            ready(agent);
            assertThat(agent.engine().orElseThrow().pid()).isNotEqualTo(first);
            until(
                    "the event",
                    () -> agent.get("/v1/events").toString(),
                    events -> events.contains("engine_restarted") && events.contains("did not answer for 8 s"));
        }
    }

    @Test
    void doesWithoutMrouteWhenItIsSwitchedOff() throws Exception {
        try (AgentProcess agent = new AgentProcess(data, Map.of("FLOTILLA_UNITS", "none"), "run")) {
            ready(agent);
            get(agent, "/node/v1/status")
                    .body("units", empty())
                    .body("engine.running", equalTo(false))
                    .body("problems.findAll { it.contains('engine') }", empty());
            assertThat(agent.engine()).isEmpty();
            assertThat(isOpen(agent.apiPort())).isFalse();
        }
    }

    @Test
    void refusesToStartWithAUnitThatIsNone() throws Exception {
        try (AgentProcess agent = new AgentProcess(data, Map.of("FLOTILLA_UNITS", "mroute,mruote"), "run")) {
            assertThat(agent.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(agent.process().exitValue()).isNotZero();
            assertThat(Files.readString(data.resolve("agent.log")))
                    .contains("flotilla.units names 'mruote', which is no unit of this agent");
            assertThat(agent.engine()).isEmpty();
        }
    }

    private static void ready(AgentProcess agent) throws Exception {
        until(
                "ready",
                () -> agent.text("/q/health/ready"),
                text -> text.contains("\"status\": \"UP\",\n    \"checks\""));
    }

    private static ValidatableResponse get(AgentProcess agent, String path) {
        return given().baseUri(agent.nodeApi()).get(path).then();
    }

    private static boolean isOpen(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
