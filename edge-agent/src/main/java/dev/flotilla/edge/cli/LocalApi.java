package dev.flotilla.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.edge.unit.Unit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the agent that runs on this node, by its APIs on the loopback interface. */
final class LocalApi implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long LONGEST_ANSWER_BYTES = 16 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();

    LocalApi(Settings settings) {
        this.settings = settings;
    }

    /** What came of a question. */
    sealed interface Answer {
        record Told(JsonNode document) implements Answer {}

        /** One sentence for people. */
        record Failed(String why) implements Answer {}
    }

    /** How the node does ({@code GET /node/v1/status}). */
    Answer status() {
        return get(settings.nodeApi(), "/node/v1/status");
    }

    /** How MistServer differs from what it is to be ({@code GET /node/v1/mist/diff}). */
    Answer mistDiff() {
        return get(settings.nodeApi(), "/node/v1/mist/diff");
    }

    /** Something of mroute's REST API. */
    Answer mroute(String path) {
        return get(settings.mrouteApi(), path);
    }

    /** Has mroute's REST API do something. A refusal comes in its own words. */
    Answer post(String path, String document) {
        return ask(
                settings.mrouteApi(),
                path,
                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(document)));
    }

    private Answer get(URI api, String path) {
        return ask(api, path, HttpRequest.newBuilder());
    }

    private Answer ask(URI api, String path, HttpRequest.Builder request) {
        request.uri(api.resolve(path)).timeout(DEADLINE).header("Accept", "application/json");
        settings.value("flotilla.api.token").ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            HttpResponse<String> response = client.send(
                    request.build(),
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER_BYTES));
            JsonNode document = JSON.readTree(response.body());
            if (response.statusCode() < 300) {
                return new Answer.Told(document);
            }
            String status = api + path + " answers with HTTP status " + response.statusCode() + ".";
            return new Answer.Failed(document.path("error").asText(status));
        } catch (JsonProcessingException e) {
            return new Answer.Failed(api + path + " is no agent: its answer is no JSON.");
        } catch (IOException e) {
            return new Answer.Failed("No agent answers at " + api + ": start it with 'systemctl start flotilla-edge'"
                    + " or 'flotilla-edge run'.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("Interrupted.");
        }
    }

    /** Whether the agent of that status does without the unit; one that does not say so has it. */
    static boolean isOff(JsonNode status, Unit unit) {
        JsonNode units = status.path("units");
        return units.isArray()
                && units.valueStream().noneMatch(word -> word.asText().equals(unit.word()));
    }

    @Override
    public void close() {
        client.close();
    }
}
