package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.media.Decoder;
import dev.flotilla.tour.media.TestFile;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import dev.flotilla.tour.viewer.Foghorn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A video file is uploaded, not at the first try, and is watched through the tenant's Foghorn. */
final class Library {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String PARTS = "partSizeBytes parts { number sizeBytes etag uploadUrl }";

    private final ControlWalk walk;
    private String video = "";
    private String upload = "";
    private byte[] file = {};

    Library(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step(
                        "A video is uploaded by plain HTTP; what was cut short does not count and is sent again",
                        this::upload),
                new Step("It is put together and looked at: what it is, and how long", this::complete),
                new Step("It plays through the tenant's Foghorn, byte for byte", this::play),
                new Step("Deleted, it is nowhere", this::delete));
    }

    private String upload() throws IOException {
        Path path = TestFile.mp4(walk.fleet.home().resolve("tour").resolve("talk-" + walk.mark + ".mp4"));
        file = Files.readAllBytes(path);
        Files.delete(path);
        JsonNode created = change(
                walk.owner(),
                "createVodUpload",
                Map.of("filename", "talk.mp4", "sizeBytes", file.length, "title", "A talk"),
                "... on CreatedVodUpload { artifact { id } upload { uploadId %s } }".formatted(PARTS));
        video = created.at("/artifact/id").asText();
        upload = created.at("/upload/uploadId").asText();
        JsonNode first = created.at("/upload/parts/0");
        put(first.path("uploadUrl").asText(), Arrays.copyOf(file, file.length / 3));
        expect(missing().size() == 1, "a third of the only part counts as the whole");
        for (JsonNode part : missing()) {
            long from = (part.path("number").asLong() - 1)
                    * created.at("/upload/partSizeBytes").asLong();
            long to = from + part.path("sizeBytes").asLong();
            HttpResponse<String> sent =
                    put(part.path("uploadUrl").asText(), Arrays.copyOfRange(file, (int) from, (int) to));
            expect(sent.statusCode() / 100 == 2, "a part is answered with " + sent.statusCode() + " " + sent.body());
        }
        expect(missing().isEmpty(), "there are still parts missing");
        return "%,d bytes".formatted(file.length);
    }

    private String complete() throws IOException {
        List<Map<String, Object>> parts = StreamSupport.stream(
                        status().path("parts").spliterator(), false)
                .map(part -> Map.<String, Object>of(
                        "partNumber", part.path("number").asInt(),
                        "etag", part.path("etag").asText()))
                .toList();
        change(
                walk.owner(),
                "completeVodUpload",
                Map.of("uploadId", upload, "parts", parts),
                "... on Artifact { status }");
        JsonNode ready = Await.until("the video is ready", ControlWalk.PATIENCE, () -> {
            JsonNode artifact = artifact();
            expect(
                    !artifact.path("status").asText().equals("FAILED"),
                    artifact.path("error").asText());
            return Optional.of(artifact)
                    .filter(shown -> shown.path("status").asText().equals("READY"));
        });
        JsonNode asset = walk.owner()
                .ask("query($id: ID!) { vodAsset(id: $id) { container codecs width height } }", Map.of("id", video));
        expect(asset.path("height").asInt() == TestFile.HEIGHT, "it is " + asset);
        return "%s, %s, %d ms"
                .formatted(
                        asset.path("container").asText(),
                        asset.path("codecs"),
                        ready.path("durationMs").asLong());
    }

    private String play() throws IOException {
        String id = artifact().path("playbackId").asText();
        String location = Await.until(
                "the Foghorn knows the way",
                ControlWalk.PATIENCE,
                () -> Optional.of(walk.foghorn.get("/play/" + id + ".mp4"))
                        .filter(reply -> reply.status() == 307)
                        .map(Foghorn.Reply::location));
        HttpResponse<byte[]> played = send(HttpRequest.newBuilder(URI.create(location)), BodyHandlers.ofByteArray());
        expect(Arrays.equals(played.body(), file), "other bytes came back: " + played.statusCode());
        String codecs = Decoder.codecs(location);
        expect(codecs.contains("h264"), "the player finds " + codecs);
        return codecs.replace('\n', ' ').strip();
    }

    private String delete() throws IOException {
        String id = artifact().path("playbackId").asText();
        change(walk.owner(), "deleteVodAsset", video, "... on Deleted { id }");
        int status = Await.until(
                "the Foghorn has forgotten it",
                ControlWalk.PATIENCE,
                () -> Optional.of(walk.foghorn.get("/play/" + id + ".mp4").status())
                        .filter(answer -> answer == 404));
        return Integer.toString(status);
    }

    private List<JsonNode> missing() throws IOException {
        return StreamSupport.stream(status().path("parts").spliterator(), false)
                .filter(part -> part.path("etag").isNull())
                .toList();
    }

    private JsonNode status() throws IOException {
        return walk.owner()
                .ask(
                        "query($id: ID!) { vodUploadStatus(uploadId: $id) { %s } }".formatted(PARTS),
                        Map.of("id", upload));
    }

    private JsonNode artifact() throws IOException {
        return walk.owner()
                .ask(
                        "query($id: ID!) { artifact(id: $id) { status error durationMs playbackId } }",
                        Map.of("id", video));
    }

    private static HttpResponse<String> put(String address, byte[] bytes) throws IOException {
        return send(
                HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.ofByteArray(bytes)),
                BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.timeout(DEADLINE).build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
