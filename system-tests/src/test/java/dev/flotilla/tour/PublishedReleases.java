package dev.flotilla.tour;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.center.Fleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Packs the agent as it was built, signs it and publishes it by the control center's own storage: all as an operator would. */
final class PublishedReleases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Fleet fleet;
    private final ControlCenter center;
    private final Path work;
    private final Path key;
    private final String publicKey;

    PublishedReleases(Fleet fleet, ControlCenter center, Path work) throws IOException {
        this.fleet = fleet;
        this.center = center;
        this.work = work;
        this.key = work.resolve("key.pem");
        this.publicKey = flotilla("release", "key", key.toString());
    }

    /** For {@code flotilla.release.keys}. */
    String publicKey() {
        return publicKey;
    }

    void publish(String version) throws Exception {
        Path archive = work.resolve(version + ".tar.gz");
        flotilla("release", "pack", version, archive.toString());
        publish(version, archive);
    }

    /** One whose agent does not start. */
    void publishBroken(String version) throws Exception {
        Path folder = Files.createDirectory(work.resolve(version));
        Path archive = work.resolve(version + ".tar.gz");
        flotilla("release", "pack", version, archive.toString());
        run("tar", "-xzf", archive.toString(), "-C", folder.toString());
        Path launcher = folder.resolve("bin/flotilla-edge");
        Files.writeString(
                launcher, Files.readString(launcher).replaceFirst("\nexport", "\nexport FLOTILLA_UNITS=none-such"));
        run("tar", "-czf", archive.toString(), "-C", folder.toString(), ".");
        publish(version, archive);
    }

    private void publish(String version, Path archive) throws Exception {
        Map<String, Object> release = new HashMap<>(JSON.readValue(
                flotilla("release", "sign", version, archive.toString(), key.toString()), new TypeReference<>() {}));
        JsonNode upload = center.ask(
                """
                mutation($input: EdgeReleaseUploadInput!) { prepareEdgeReleaseUpload(input: $input) {
                  __typename ... on Problem { message } ... on EdgeReleaseUpload { url headers { name value } } } }\
                """,
                Map.of(
                        "input",
                        Map.of(
                                "version", version,
                                "platform", release.get("platform"),
                                "sizeBytes", release.get("sizeBytes"))));
        HttpRequest.Builder put = HttpRequest.newBuilder(
                        URI.create(upload.path("url").asText()))
                .PUT(HttpRequest.BodyPublishers.ofFile(archive));
        upload.path("headers")
                .forEach(header -> put.header(
                        header.path("name").asText(), header.path("value").asText()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(put.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new IOException("the upload was answered " + status);
            }
        }
        release.put("channel", "RC");
        var _ = center.ask("""
                  mutation($input: EdgeReleaseInput!) { upsertEdgeRelease(input: $input) {
                    __typename ... on Problem { message } ... on EdgeRelease { id } } }\
                  """, Map.of("input", release));
    }

    private String flotilla(String... arguments) throws IOException {
        Path output = Files.createTempFile(work, "flotilla-", ".txt");
        fleet.flotilla(output, arguments);
        return Files.readString(output).strip();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }
}
