package dev.flotilla.mist;

import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.push.Restreaming;
import dev.flotilla.edge.helmsman.recording.Recordings;
import dev.flotilla.edge.helmsman.recording.Thresholds;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.edge.helmsman.recording.upload.ObjectWriter;
import dev.flotilla.edge.helmsman.recording.upload.Storage;
import dev.flotilla.edge.helmsman.recording.upload.Uploads;
import dev.flotilla.edge.helmsman.trigger.LocalAnswers;
import dev.flotilla.edge.helmsman.trigger.StreamIds;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.edge.helmsman.trigger.TriggerDesk;
import dev.flotilla.edge.helmsman.trigger.TriggerDoor;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.edge.helmsman.trigger.TriggerPlan;
import dev.flotilla.edge.node.DiskUse;
import dev.flotilla.edge.uplink.identity.StorageTls;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.stream.Timing;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.foghorn.v1.DvrSettings;
import dev.flotilla.proto.foghorn.v1.PushTarget;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of an agent that records, beside a simulated MistServer. It can be killed and started again on the same folder. */
final class RecordingNode implements AutoCloseable {
    final Path folder;
    final List<Event> events = new CopyOnWriteArrayList<>();
    volatile DiskUse disk = new DiskUse(1, 99, 100);
    private final MistServer mist;
    private final MistFlavour flavour;
    private final Vertx vertx = Vertx.vertx();
    private final MistApi api;
    private final HttpServer door;
    private final Thresholds thresholds;
    /** Where objects go; nowhere until there is such a place. */
    volatile Optional<URI> storage = Optional.empty();

    private Ledger ledger;
    private final Restreaming restreaming;
    private volatile Recordings recordings;
    private Uploads uploads;

    RecordingNode(MistServer mist, MistFlavour flavour, Path folder, Thresholds thresholds) throws Exception {
        this.mist = mist;
        this.flavour = flavour;
        this.folder = Files.createDirectories(folder);
        this.thresholds = thresholds;
        api = new MistApi(URI.create("http://127.0.0.1:" + mist.apiPort()), Optional.empty());
        restreaming = new Restreaming(api, Duration.ofMillis(200));
        restreaming.start();
        startRecordings();
        TriggerDesk desk = new TriggerDesk(
                new TriggerDesk.Parts(
                        question -> CompletableFuture.completedStage(decide(question)),
                        events::add,
                        new StreamIds(),
                        () -> "node_0011223344556677",
                        () -> flavour,
                        List.of(new Present()),
                        new PresentAnswers()),
                new TriggerDesk.Times(
                        Duration.ofSeconds(4), Duration.ofMinutes(1), Clock.systemUTC(), System::nanoTime));
        Router router = Router.router(vertx);
        new TriggerDoor(desk, Optional.empty()).mount(router);
        door = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        registerTriggers();
    }

    /** One that keeps so much of each live stream. */
    static MistServer mist(boolean isFork, int bufferMs) throws IOException {
        Path media = Path.of("target", "mist-media").toAbsolutePath();
        Settings settings = Settings.of("recorder", InetAddress.getLoopbackAddress(), media)
                .with(Timing.QUICK, Duration.ofSeconds(5));
        MistServer mist = MistServer.start(isFork ? settings.asFork() : settings, new MistNetwork());
        mist.configuration()
                .putStream(
                        "live",
                        Json.object()
                                .put("name", "live")
                                .put("source", "push://")
                                .put("DVR", bufferMs));
        mist.configuration().putStream("vod", Json.object().put("name", "vod").put("source", "/none.m3u8"));
        mist.configuration().save();
        return mist;
    }

    void registerTriggers() throws Exception {
        URI handler = URI.create("http://127.0.0.1:" + door.actualPort() + TriggerPlan.PATH);
        var plan = new TriggerPlan(handler, flavour, List.of(new TriggerPlan.Asking("/none.m3u8", List.of("vod"))));
        var change = plan.change(api.config().triggers());
        if (change.isPresent()) {
            api.setTriggers(change.get());
        }
    }

    private void startRecordings() throws IOException {
        ledger = Ledger.open(folder.resolve("recordings.db"));
        recordings = new Recordings(
                new Recordings.Parts(
                        api,
                        flavour::parameterMark,
                        new RecordingFolder(folder.resolve("media")),
                        ledger,
                        () -> "node_0011223344556677",
                        events::add,
                        () -> {},
                        Clock.systemUTC()),
                new Recordings.Bounds(4, 2, Duration.ofHours(1), Duration.ofSeconds(4), Duration.ofMillis(200)),
                thresholds,
                () -> disk);
        recordings.start();
        uploads = new Uploads(
                ledger,
                new RecordingFolder(folder.resolve("media")),
                this::prepare,
                new ObjectWriter(StorageTls.of(Optional::empty)),
                new Uploads.Bounds(2, Duration.ofMillis(500)));
        uploads.start();
    }

    private Storage.Answer prepare(ArtifactHash hash, String streamId, String file, long bytes) {
        String key = "tenant/" + streamId + "/" + hash + "/" + file;
        return storage.<Storage.Answer>map(
                        base -> new Storage.Answer.Ready(key, base.resolve("/" + key), Map.of("X-Kind", "object")))
                .orElseGet(() -> new Storage.Answer.None("FAILED_PRECONDITION"));
    }

    Restreaming restreaming() {
        return restreaming;
    }

    Uploads uploads() {
        return uploads;
    }

    /** As a kill does it: nothing is said farewell to; MistServer goes on. */
    void kill() {
        uploads.close();
        recordings.close();
        ledger.close();
    }

    void startAgain() throws IOException {
        startRecordings();
    }

    Recordings recordings() {
        return recordings;
    }

    Optional<Artifact> artifact(Artifact.Kind kind) {
        return recordings.artifacts().stream()
                .filter(artifact -> artifact.getKind() == kind)
                .findFirst();
    }

    Optional<Artifact> artifact(String hash) {
        return recordings.artifacts().stream()
                .filter(artifact -> artifact.getHash().equals(hash))
                .findFirst();
    }

    /** Keys that begin with "rec_" are recorded. */
    private static TriggerAnswer decide(TriggerQuestion question) {
        var answer = TriggerAnswer.newBuilder().setUuid(question.getUuid());
        return switch (question.getTriggerCase()) {
            case PUSH_REWRITE -> {
                answer.setValue("live+show").setStream("show").setStreamId("str_00112233445566778899aabbccddeeff");
                if (question.getPushRewrite().getStreamKey().startsWith("rec_")) {
                    answer.setRecording(
                            DvrSettings.newBuilder().setWindowS(3_600).setSegmentS(2));
                }
                if (question.getPushRewrite().getUrl().contains("?to=")) {
                    answer.addPushTargets(PushTarget.newBuilder()
                            .setId("pt_0011223344556677")
                            .setUrl("rtmp://127.0.0.1:"
                                    + question.getPushRewrite().getUrl().split("=", 2)[1] + "/app/secret-key"));
                }
                yield answer.build();
            }
            case PLAY_REWRITE ->
                answer.setValue(question.getPlayRewrite().getRequested()).build();
            case USER_NEW -> answer.setValue("true").build();
            case STREAM_SOURCE ->
                question.getStreamSource().getStream().startsWith("live+")
                        ? answer.setValue("push://").build()
                        : answer.setOffline("asked").build();
            // Nobody must be asked for what the node wants itself.
            case PUSH_OUT_START -> answer.setDenied("asked").build();
            case TRIGGER_NOT_SET -> answer.build();
        };
    }

    private final class Present implements TriggerListener {
        @Override
        public void told(Trigger.Notice notice) {
            recordings.told(notice);
            restreaming.told(notice);
        }

        @Override
        public void accepted(MistStream stream, TriggerAnswer answer) {
            recordings.accepted(stream, answer);
            restreaming.accepted(stream, answer);
        }
    }

    private final class PresentAnswers implements LocalAnswers {
        @Override
        public Optional<String> source(MistStream stream) {
            return recordings.answers().source(stream);
        }

        @Override
        public boolean isOwn(MistStream stream, String target) {
            return recordings.answers().isOwn(stream, target) || restreaming.isOwn(stream, target);
        }

        @Override
        public String targetId(MistStream stream, String target) {
            return restreaming.targetId(stream, target);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        restreaming.close();
        api.close();
        door.close();
        vertx.close();
        mist.close();
    }
}
