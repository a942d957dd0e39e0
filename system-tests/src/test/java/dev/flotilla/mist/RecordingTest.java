package dev.flotilla.mist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.recording.Thresholds;
import dev.flotilla.edge.node.DiskUse;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.foghorn.v1.CreateClip;
import dev.flotilla.tour.time.Await;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Recordings and clips of a node, by a MistServer that somebody else wrote after the captures. */
@Execution(ExecutionMode.CONCURRENT)
class RecordingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Thresholds ROOMY = new Thresholds(85, 75, 95, 0, Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void recordsAnAcceptedPushToItsEndAndPlaysIt() throws Exception {
        MistServer mist = RecordingNode.mist(false, 50_000);
        try (RecordingNode node = new RecordingNode(mist, MistFlavour.UPSTREAM, folder, ROOMY)) {
            Session publisher = mist.publish("rec_1");
            Artifact going = await(
                    "two segments",
                    () -> recording(node, Status.STATUS_RECORDING).filter(recording -> recording.getSegments() >= 2));
            assertThat(going.getStream()).isEqualTo("show");
            assertThat(Files.readString(node.folder.resolve("media").resolve(going.getPath())))
                    .contains("#EXT-X-PROGRAM-DATE-TIME:")
                    .contains("0-1.ts")
                    .doesNotContain("ENDLIST");
            mist.unpublish(publisher);
            Artifact ready = await("the end", () -> recording(node, Status.STATUS_READY));
            assertThat(Files.readString(node.folder.resolve("media").resolve(ready.getPath())))
                    .endsWith("#EXT-X-ENDLIST\n");
            assertThat(get(mist, "/hls/vod+" + ready.getHash() + "/1_2/index.m3u8")
                            .lines()
                            .filter(line -> line.contains(".ts")))
                    .hasSize(ready.getSegments());
            assertThat(states(node.events, "dvr_lifecycle"))
                    .containsSubsequence(Status.STATUS_RECORDING, Status.STATUS_READY);
            assertThat(node.events.stream()
                            .filter(event -> event.getType().equals("recording_segment"))
                            .count())
                    .isEqualTo(ready.getSegments());
            assertThat(node.events).extracting(Event::getId).doesNotHaveDuplicates();
        }
    }

    @Test
    void makesAClipOfTheLiveBufferAndOneOfTheRecordingBehindIt() throws Exception {
        MistServer mist = RecordingNode.mist(false, 4_000);
        try (RecordingNode node = new RecordingNode(mist, MistFlavour.UPSTREAM, folder, ROOMY)) {
            long beganMs = System.currentTimeMillis();
            mist.publish("rec_1");
            await(
                    "five segments",
                    () -> recording(node, Status.STATUS_RECORDING).filter(recording -> recording.getSegments() >= 5));
            long nowMs = System.currentTimeMillis();
            CreateClip late = clip("mp4", nowMs - 3_000, nowMs - 1_000);
            CreateClip early = clip("mkv", beganMs + 1_000, beganMs + 4_000);
            CreateClip never = clip("mp4", beganMs - 60_000, beganMs - 50_000);
            for (CreateClip order : List.of(late, early, never)) {
                assertThat(node.recordings().create(order)).isEmpty();
            }
            for (CreateClip order : List.of(late, early)) {
                Artifact made = await(
                        "a clip",
                        () -> node.artifact(order.getHash())
                                .filter(artifact -> artifact.getStatus() != Status.STATUS_REQUESTED
                                        && artifact.getStatus() != Status.STATUS_PROCESSING));
                assertThat(made.getStatus()).as(made.getError()).isEqualTo(Status.STATUS_READY);
                Path file = node.folder.resolve("media").resolve(made.getPath());
                assertThat(file).isNotEmptyFile();
                assertThat(made.getSizeBytes()).isEqualTo(Files.size(file));
                assertThat(made.getDurationMs()).isBetween(2_000L, 8_000L);
            }
            Artifact failed = await(
                    "the failure",
                    () -> node.artifact(never.getHash())
                            .filter(artifact -> artifact.getStatus() == Status.STATUS_FAILED));
            assertThat(failed.getError()).contains("no media of live+show").contains("the live buffer begins at");
            assertThat(get(mist, "/vod+" + early.getHash() + ".mkv")).isNotEmpty();
        }
    }

    @Test
    void goesOnWithTheSameRecordingAfterAKillOfTheAgent() throws Exception {
        MistServer mist = RecordingNode.mist(true, 50_000);
        try (RecordingNode node = new RecordingNode(mist, MistFlavour.FORK, folder, ROOMY)) {
            Session publisher = mist.publish("rec_1");
            Artifact before = await(
                    "a segment",
                    () -> recording(node, Status.STATUS_RECORDING).filter(recording -> recording.getSegments() >= 1));
            node.kill();
            Path segments = node.folder.resolve("media").resolve(before.getHash());
            await(
                    "two segments that nobody looks at",
                    () -> Optional.of(segments.resolve("0-%d.ts".formatted(before.getSegments() + 2)))
                            .filter(Files::exists));
            node.startAgain();
            Artifact after = await(
                    "what was written meanwhile",
                    () -> recording(node, Status.STATUS_RECORDING)
                            .filter(recording -> recording.getSegments() >= before.getSegments() + 2));
            assertThat(after.getHash()).isEqualTo(before.getHash());
            mist.unpublish(publisher);
            Artifact ready = await("the end", () -> recording(node, Status.STATUS_READY));
            assertThat(Files.readString(node.folder.resolve("media").resolve(ready.getPath())))
                    .as("one run, without a gap")
                    .doesNotContain("#EXT-X-DISCONTINUITY\n");
            assertThat(node.events).extracting(Event::getId).doesNotHaveDuplicates();
        }
    }

    @Test
    void goesOnInANewRunAfterMistServerCrashed() throws Exception {
        MistServer mist = RecordingNode.mist(false, 50_000);
        try (RecordingNode node = new RecordingNode(mist, MistFlavour.UPSTREAM, folder, ROOMY)) {
            mist.publish("rec_1");
            Artifact before = await(
                    "a segment",
                    () -> recording(node, Status.STATUS_RECORDING).filter(recording -> recording.getSegments() >= 1));
            mist.crash();
            mist.start();
            node.registerTriggers();
            mist.publish("rec_1");
            Artifact after = await(
                    "segments of the new run",
                    () -> recording(node, Status.STATUS_RECORDING)
                            .filter(recording -> recording.getSegments() >= before.getSegments() + 1));
            assertThat(after.getHash()).isEqualTo(before.getHash());
            assertThat(node.recordings().stop(new ArtifactHash(after.getHash())))
                    .isEmpty();
            Artifact ready = await("the end", () -> recording(node, Status.STATUS_READY));
            assertThat(Files.readString(node.folder.resolve("media").resolve(ready.getPath())))
                    .contains("#EXT-X-DISCONTINUITY\n");
            assertThat(mist.pushes().targets()).isEmpty();

            assertThat(node.recordings().delete(new ArtifactHash(after.getHash())))
                    .isEmpty();
            await(
                    "the deletion",
                    () -> recording(node, Status.STATUS_DELETED)
                            .filter(gone -> gone.getPath().isEmpty()));
            await(
                    "the room",
                    () -> Optional.of(node.folder.resolve("media").resolve(after.getHash()))
                            .filter(path -> !Files.exists(path)));
        }
    }

    @Test
    void bringsARecordingToAnObjectStorageThatComesLaterAndLetsGoOfItWhenTheDiskFills() throws Exception {
        MistServer mist = RecordingNode.mist(false, 50_000);
        Map<String, byte[]> objects = new ConcurrentHashMap<>();
        var refusals = new AtomicInteger(2);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isTaken = exchange.getRequestMethod().equals("PUT") && refusals.getAndDecrement() <= 0;
            if (isTaken) {
                objects.put(exchange.getRequestURI().getPath(), body);
            }
            exchange.sendResponseHeaders(isTaken ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        try (RecordingNode node = new RecordingNode(mist, MistFlavour.UPSTREAM, folder, ROOMY)) {
            Session publisher = mist.publish("rec_1");
            await(
                    "two segments",
                    () -> recording(node, Status.STATUS_RECORDING).filter(recording -> recording.getSegments() >= 2));
            assertThat(node.uploads().hasStorage()).isFalse();
            assertThat(objects).isEmpty();
            node.storage = Optional.of(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
            await(
                    "the backlog",
                    () -> recording(node, Status.STATUS_RECORDING)
                            .filter(recording -> recording.getUploadedSegments() >= 2));
            mist.unpublish(publisher);
            Artifact ready = await(
                    "all of it",
                    () -> recording(node, Status.STATUS_READY)
                            .filter(recording -> !recording.getObjectKey().isEmpty()));
            String playlist = new String(objects.get("/" + ready.getObjectKey()), StandardCharsets.UTF_8);
            assertThat(playlist).endsWith("#EXT-X-ENDLIST\n");
            String prefix = "/" + ready.getObjectKey().replace("index.m3u8", "");
            assertThat(playlist.lines().filter(line -> line.endsWith(".ts")))
                    .hasSize(ready.getSegments())
                    .allSatisfy(file -> assertThat(objects.get(prefix + file))
                            .isEqualTo(Files.readAllBytes(node.folder
                                    .resolve("media")
                                    .resolve(ready.getHash())
                                    .resolve(file))));

            node.disk = new DiskUse(96, 4, 100);
            Artifact elsewhere = await(
                    "room",
                    () -> recording(node, Status.STATUS_READY)
                            .filter(recording -> recording.getPath().isEmpty()));
            assertThat(elsewhere.getUploadedSegments()).isEqualTo(ready.getSegments());
            assertThat(node.folder.resolve("media").resolve(ready.getHash())).doesNotExist();
            assertThat(node.recordings().create(clip("mp4", 1_000, 2_000)))
                    .get()
                    .asString()
                    .contains("96 % full")
                    .contains("flotilla.helmsman.recordings.stop-at");
        } finally {
            server.stop(0);
        }
    }

    private static CreateClip clip(String format, long startMs, long stopMs) {
        return CreateClip.newBuilder()
                .setHash(ArtifactHash.at(Instant.now()).value())
                .setStream("show")
                .setFormat(format)
                .setStartMs(startMs)
                .setStopMs(stopMs)
                .build();
    }

    private static Optional<Artifact> recording(RecordingNode node, Status status) {
        return node.artifact(Kind.KIND_DVR).filter(artifact -> artifact.getStatus() == status);
    }

    private static List<Status> states(List<Event> events, String type) {
        return events.stream()
                .filter(event -> event.getType().equals(type))
                .map(event -> event.getMedia().getArtifact().getStatus())
                .toList();
    }

    private static <T> T await(String what, Await.Look<T> look) throws Exception {
        return Await.until(what, PATIENCE, look);
    }

    private static String get(MistServer mist, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + mist.httpPort() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
                    .body();
        }
    }
}
