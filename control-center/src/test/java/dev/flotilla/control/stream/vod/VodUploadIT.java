package dev.flotilla.control.stream.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.control.object.ObjectStorage;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.stream.v1.PrepareDownloadRequest;
import dev.flotilla.proto.stream.v1.ResolvePlaybackRequest;
import dev.flotilla.proto.stream.v1.ResolvePlaybackResponse;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads over plain HTTP, as any client would. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class VodUploadIT {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String CREATED = """
        ... on CreatedVodUpload { artifact { id status kind title playbackId }
          upload { uploadId partSizeBytes parts { number sizeBytes etag uploadUrl } } }\
        """;
    private static final String ARTIFACT =
            "query($id: ID!) { artifact(id: $id) { status error durationMs isStored expiresAt format stream { id } }"
                    + " vodAsset(id: $id) { container codecs width height policy { kind } } }";
    private static final String STATUS =
            "query($id: ID!) { vodUploadStatus(uploadId: $id) { parts { number sizeBytes etag uploadUrl } } }";

    @TempDir
    Path folder;

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Tenancy tenancy;

    @Inject
    ObjectStorage storage;

    @Inject
    VodProcessing processing;

    private final HttpClient http = HttpClient.newHttpClient();
    private TenantId tenant;
    private GraphQLClient owner;

    /** An upload that has begun. */
    private record Begun(String id, String playbackId, int partBytes, List<Map<String, Object>> parts) {}

    @BeforeEach
    void aTenant() {
        tenant = fleet.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void takesAFileInPartsSendsOneAgainAndPlaysItBackByteForByte() throws Exception {
        byte[] file = video("holiday.mp4", "60M");
        Begun begun = begin("Holiday.mp4", file.length);
        assertThat(begun.parts).as("parts of %d bytes".formatted(file.length)).hasSizeGreaterThanOrEqualTo(2);
        List<Map<String, Object>> done = new ArrayList<>();
        for (int number = 1; number < begun.parts.size(); number++) {
            done.add(Map.of("partNumber", number, "etag", put(begun.parts.get(number - 1), part(begun, file, number))));
        }
        int last = begun.parts.size();
        breakOff(begun.parts.getLast(), part(begun, file, last));
        List<Map<String, Object>> there = parts(begun.id);
        assertThat(there.getLast().get("etag"))
                .as("the part that was broken off")
                .isNull();
        assertThat(there.subList(0, last - 1))
                .allSatisfy(part -> assertThat(part.get("uploadUrl")).isNull());
        var early = new ArrayList<>(done);
        early.add(Map.of("partNumber", last, "etag", "nothing"));
        complete(begun.id, early).body("__typename", equalTo("InvalidInput"));
        done.add(Map.of("partNumber", last, "etag", put(there.getLast(), part(begun, file, last))));
        complete(begun.id, done.reversed()).body("__typename", equalTo("InvalidInput"));
        complete(begun.id, done).body("__typename", equalTo("Artifact"));
        complete(begun.id, done).body("__typename", equalTo("Artifact"));
        awaitStatus(begun.id, "READY");
        shown(begun.id)
                .body("data.artifact.isStored", equalTo(true))
                .body("data.artifact.format", equalTo("mp4"))
                .body("data.artifact.expiresAt", nullValue())
                .body("data.artifact.stream", nullValue())
                .body("data.vodAsset.container", equalTo("mp4"))
                .body("data.vodAsset.codecs", equalTo(List.of("h264", "aac")))
                .body("data.vodAsset.width", equalTo(640))
                .body("data.vodAsset.height", equalTo(360));
        TestNode node = TestNode.enrol(fleet.token(tenant, 1).secret());
        try {
            ResolvePlaybackResponse found = resolve(node, begun.playbackId);
            assertThat(found.getArtifact().getKind()).isEqualTo(Kind.KIND_VOD);
            assertThat(found.getArtifact().getStatus()).isEqualTo(Status.STATUS_READY);
            assertThat(found.getStream().getPolicy().hasPublic()).isTrue();
            String url = directory(node)
                    .prepareDownload(PrepareDownloadRequest.newBuilder()
                            .setArtifactHash(begun.id)
                            .addFiles(found.getArtifact().getFile())
                            .build())
                    .getUrls(0);
            var answer = http.send(HttpRequest.newBuilder(here(url)).build(), BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("content-type")).contains("video/mp4");
            assertThat(answer.body()).isEqualTo(file);
            holdsItsPolicyAndGoesWhenItIsDeleted(node, begun);
        } finally {
            node.close();
        }
    }

    private void holdsItsPolicyAndGoesWhenItIsDeleted(TestNode node, Begun begun) throws Exception {
        owner.change(
                        "setVodPolicy",
                        "SetVodPolicyInput",
                        Map.of("id", begun.id, "kind", "SIGNED_TOKEN", "signedToken", Map.of()),
                        "... on VodAsset { policy { kind } }")
                .body("policy.kind", equalTo("SIGNED_TOKEN"));
        await(
                "the policy",
                () -> resolve(node, begun.playbackId).getStream().getPolicy().hasSignedToken());
        owner.change("createSigningKey", "CreateSigningKeyInput", Map.of("name", "site"), "");
        await(
                "the key",
                () -> resolve(node, begun.playbackId)
                                .getStream()
                                .getPolicy()
                                .getSignedToken()
                                .getKeysCount()
                        == 1);
        owner.change("deleteVodAsset", begun.id, "... on Deleted { id }").body("id", equalTo(begun.id));
        await("nothing to be watched", () -> !resolve(node, begun.playbackId).hasStream());
        await(
                "nothing to be stored",
                () -> storage.list(ObjectKey.of(tenant.value()), 10).isEmpty());
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoVideo() throws Exception {
        byte[] text = "This is no video. ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Begun begun = begin("letter.mp4", text.length);
        complete(begun.id, List.of(Map.of("partNumber", 1, "etag", put(begun.parts.getFirst(), text))));
        awaitStatus(begun.id, "FAILED");
        shown(begun.id).body("data.artifact.error", containsString("neither MP4"));
        await(
                "it to be thrown away",
                () -> storage.list(ObjectKey.of(tenant.value()), 10).isEmpty());
    }

    @Test
    void givesUpAFileAtWhichProcessesDie() throws Exception {
        Begun begun = begin("deadly.mp4", 100);
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update("update stream.vod_asset set attempts = 5 where hash = ?", begun.id)
                        + sql.update("update stream.artifact set status = 'PROCESSING' where hash = ?", begun.id)));
        processing.process();
        awaitStatus(begun.id, "FAILED");
        shown(begun.id).body("data.artifact.error", containsString("again and again"));
    }

    @Test
    void listsVideosAmongTheArtifactsAndKeepsAddressesOutOfTheAuditLog() {
        Begun begun = begin("a.webm", 100);
        owner.ask("{ artifacts(kind: VOD) { totalCount edges { node { id kind status title sizeBytes } } } }")
                .body("data.artifacts.totalCount", equalTo(1))
                .body("data.artifacts.edges[0].node.id", equalTo(begun.id))
                .body("data.artifacts.edges[0].node.kind", equalTo("VOD"))
                .body("data.artifacts.edges[0].node.status", equalTo("UPLOADING"))
                .body("data.artifacts.edges[0].node.title", equalTo("a"));
        owner.ask("{ auditLog(first: 5) { edges { node { operation after } } } }")
                .body(containsString("createVodUpload"))
                .body(not(containsString("signature=")));
    }

    @Test
    void throwsAwayWhatIsAbortedOrTakesTooLong() throws Exception {
        Begun aborted = begin("a.mp4", 100);
        put(aborted.parts.getFirst(), new byte[100]);
        owner.ask(
                        "mutation($id: ID!) { abortVodUpload(uploadId: $id) { ... on Deleted { id } } }",
                        Map.of("id", aborted.id))
                .body("data.abortVodUpload.id", equalTo(aborted.id));
        Begun late = begin("b.mp4", 100);
        put(late.parts.getFirst(), new byte[100]);
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update stream.vod_asset set upload_until = now() - interval '1 minute' where hash = ?",
                        late.id)));
        processing.giveUp();
        owner.ask("query($id: ID!) { artifact(id: $id) { id } }", Map.of("id", late.id))
                .body("data.artifact", nullValue());
        await("their parts to be gone", () -> {
            processing.giveUp();
            return storage.list(ObjectKey.of(tenant.value()), 10).isEmpty();
        });
    }

    @Test
    void refusesWhatCannotBeUploadedNamingTheField() {
        for (var wrong : Map.<String, Map<String, Object>>of(
                        "filename", Map.of("filename", "virus.exe", "sizeBytes", 1),
                        "sizeBytes", Map.of("filename", "a.mp4", "sizeBytes", 0),
                        "contentType", Map.of("filename", "a.mp4", "sizeBytes", 1, "contentType", "x"),
                        "keepDays", Map.of("filename", "a.mp4", "sizeBytes", 1, "keepDays", -1))
                .entrySet()) {
            owner.change("createVodUpload", "CreateVodUploadInput", wrong.getValue(), CREATED)
                    .body("__typename", equalTo("InvalidInput"))
                    .body("field", equalTo(wrong.getKey()));
        }
        owner.change(
                        "createVodUpload",
                        "CreateVodUploadInput",
                        Map.of("filename", "a.mp4", "sizeBytes", 30_000_000_000L),
                        CREATED)
                .body("__typename", equalTo("InvalidInput"));
        for (int i = 0; i < 20; i++) {
            begin("a.mp4", 1);
        }
        owner.change("createVodUpload", "CreateVodUploadInput", Map.of("filename", "a.mp4", "sizeBytes", 1), CREATED)
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString("20 uploads"));
        owner.ask("{ artifacts(kind: VOD, first: 30) { edges { node { id } } } }")
                .body("data.artifacts.edges", hasSize(20));
    }

    @Test
    void theAddressOfAPartTakesThatPartAlone() throws Exception {
        Begun begun = begin("a.mp4", 100);
        String url = addressOf(begun.parts.getFirst());
        assertThat(send("PUT", url, new byte[101]).statusCode()).isEqualTo(413);
        assertThat(send("PUT", url.replace("/00001", "/00002"), new byte[100]).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", url, new byte[0]).statusCode()).isEqualTo(405);
        var preflight = send("OPTIONS", url, new byte[0]);
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("PUT"));
    }

    private Begun begin(String filename, long bytes) {
        var made = owner.change(
                        "createVodUpload",
                        "CreateVodUploadInput",
                        Map.of("filename", filename, "sizeBytes", bytes),
                        CREATED)
                .body("__typename", equalTo("CreatedVodUpload"))
                .extract();
        String at = "data.createVodUpload.";
        return new Begun(
                made.path(at + "artifact.id"),
                made.path(at + "artifact.playbackId"),
                made.<Integer>path(at + "upload.partSizeBytes"),
                made.path(at + "upload.parts"));
    }

    private ValidatableResponse complete(String id, List<Map<String, Object>> parts) {
        return owner.change(
                "completeVodUpload",
                "CompleteVodUploadInput",
                Map.of("uploadId", id, "parts", parts),
                "... on Artifact { status }");
    }

    private ValidatableResponse shown(String id) {
        return owner.ask(ARTIFACT, Map.of("id", id));
    }

    private List<Map<String, Object>> parts(String id) {
        return owner.ask(STATUS, Map.of("id", id)).extract().path("data.vodUploadStatus.parts");
    }

    private static String addressOf(Map<String, Object> part) {
        return String.valueOf(part.get("uploadUrl"));
    }

    private static byte[] part(Begun begun, byte[] file, int number) {
        int from = (number - 1) * begun.partBytes;
        return Arrays.copyOfRange(file, from, Math.min(file.length, from + begun.partBytes));
    }

    private String put(Map<String, Object> part, byte[] bytes) throws Exception {
        var answer = send("PUT", addressOf(part), bytes);
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<byte[]> send(String method, String url, byte[] bytes) throws Exception {
        return http.send(
                HttpRequest.newBuilder(here(url))
                        .timeout(DEADLINE)
                        .method(method, bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** Sends half of the part, and goes. */
    private static void breakOff(Map<String, Object> part, byte[] bytes) throws IOException {
        URI to = here(addressOf(part));
        try (var socket = new Socket(to.getHost(), to.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("PUT %s?%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
                    .formatted(to.getRawPath(), to.getRawQuery(), bytes.length)
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, bytes.length / 2);
        }
    }

    /** The test's own port; what is signed is path and query. */
    private static URI here(String url) {
        URI to = URI.create(url);
        return URI.create("http://127.0.0.1:%d%s?%s".formatted(RestAssured.port, to.getRawPath(), to.getRawQuery()));
    }

    private static ResolvePlaybackResponse resolve(TestNode node, String playbackId) {
        return directory(node)
                .resolvePlayback(ResolvePlaybackRequest.newBuilder()
                        .setPlaybackId(playbackId)
                        .build());
    }

    private static StreamDirectoryGrpc.StreamDirectoryBlockingStub directory(TestNode node) {
        return StreamDirectoryGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    private void awaitStatus(String id, String status) throws InterruptedException {
        await(status, () -> status.equals(shown(id).extract().path("data.artifact.status")));
    }

    private static void await(String what, BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private byte[] video(String name, String rate) throws Exception {
        Path file = folder.resolve(name);
        String command =
                "ffmpeg -v error -y -f lavfi -i testsrc2=s=640x360:r=25,noise=alls=80:allf=t -f lavfi -i sine -t 6"
                        + " -pix_fmt yuv420p -c:v libx264 -preset ultrafast -b:v " + rate + " -minrate " + rate
                        + " -maxrate "
                        + rate + " -bufsize 10M -c:a aac " + file;
        Process process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return Files.readAllBytes(file);
    }
}
