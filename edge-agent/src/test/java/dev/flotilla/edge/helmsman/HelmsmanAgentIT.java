package dev.flotilla.edge.helmsman;

import static dev.flotilla.edge.mroute.AgentProcess.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.edge.helmsman.mist.FakeMist;
import dev.flotilla.edge.mroute.AgentProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent beside a MistServer. */
class HelmsmanAgentIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;

    @Test
    void registersItsTriggersTakesThemAndTellsHowItStands() throws Exception {
        Path file = Files.writeString(data.resolve("mist.yaml"), "tags: [fast]\n");
        try (FakeMist mist = new FakeMist();
                AgentProcess agent = new AgentProcess(
                        data,
                        Map.of(
                                "FLOTILLA_UNITS",
                                "helmsman",
                                "FLOTILLA_HELMSMAN_MIST_URL",
                                mist.address().toString(),
                                "FLOTILLA_HELMSMAN_MIST_UPKEEP_INTERVAL",
                                "1s",
                                "FLOTILLA_HELMSMAN_SETUP",
                                file.toString()),
                        "run")) {
            until("triggers", () -> mist.config().path("triggers"), triggers -> triggers.has("USER_END"));
            JsonNode handler = mist.config().path("triggers").path("USER_END").path(0);
            assertThat(handler.path("handler").asText()).isEqualTo(agent.nodeApi() + "/mist/triggers");
            until("the wish", mist::tags, tags -> tags.toString().equals("[\"fast\"]"));

            assertThat(fire(agent, "USER_END", "1\nlive\nHLS\n1.2.3.4\n2\n210506\n0\n\n5\n5\n5\n02c9"))
                    .isEqualTo("true");
            assertThat(fire(agent, "PUSH_REWRITE", "rtmp://a/live/sk\n1.2.3.4\nsk"))
                    .as("no Foghorn")
                    .isEmpty();
            JsonNode status = until(
                    "the status",
                    () -> JSON.readTree(agent.text("/node/v1/status")).path("mist"),
                    answer -> answer.path("answers").asBoolean());
            assertThat(status.path("version").asText()).isEqualTo("3.10");
            assertThat(status.at("/triggers/USER_END").asInt()).isOne();
            assertThat(status.path("undecided").asInt()).isOne();
            assertThat(agent.text("/q/health/ready")).contains("MistServer answers");
            assertThat(agent.text("/q/metrics")).contains("flotilla_helmsman_mist_answers 1.0");
            assertThat(JSON.readTree(agent.text("/node/v1/mist/diff")).path("changes"))
                    .isEmpty();

            mist.config().putObject("triggers");
            until("triggers again", () -> mist.config().path("triggers"), triggers -> triggers.has("USER_END"));
        }
    }

    @Test
    void reportsANodeWithoutMistServer() throws Exception {
        try (AgentProcess agent = new AgentProcess(
                data, Map.of("FLOTILLA_UNITS", "helmsman", "FLOTILLA_HELMSMAN_MIST_URL", "none"), "run")) {
            JsonNode mist = until(
                    "the status",
                    () -> JSON.readTree(agent.text("/node/v1/status")).path("mist"),
                    JsonNode::isObject);
            assertThat(mist.path("configured").asBoolean()).isFalse();
        }
    }

    private static String fire(AgentProcess agent, String name, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(agent.nodeApi() + "/mist/triggers"))
                    .header("X-Trigger", name)
                    .header("X-Trigger-UUID", UUID.randomUUID().toString())
                    .header("X-Trigger-UnixMillis", "1795144766278")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }
}
