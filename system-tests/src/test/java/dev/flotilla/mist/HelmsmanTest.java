package dev.flotilla.mist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.poll.MistWatch;
import dev.flotilla.edge.helmsman.trigger.StreamIds;
import dev.flotilla.edge.helmsman.trigger.TriggerDesk;
import dev.flotilla.edge.helmsman.trigger.TriggerDoor;
import dev.flotilla.edge.helmsman.trigger.TriggerPlan;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.stream.Timing;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.foghorn.v1.Keep;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import dev.flotilla.proto.node.v1.Health;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helmsman beside a MistServer that somebody else wrote after the same captures. */
class HelmsmanTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<Event> kept = new CopyOnWriteArrayList<>();
    private final List<NodeReport> reports = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private MistServer mist;
    private MistApi api;
    private MistWatch watch;
    private HttpServer door;

    @BeforeEach
    void start() throws Exception {
        Settings settings = Settings.of("edge-1", InetAddress.getLoopbackAddress(), folder)
                .with(Timing.QUICK, Duration.ofSeconds(5));
        mist = MistServer.start(settings, new MistNetwork());
        mist.configuration().putStream("live", Json.parse("{\"name\":\"live\",\"source\":\"push://\"}"));
        TriggerDesk desk = new TriggerDesk(
                new TriggerDesk.Parts(
                        question -> CompletableFuture.completedStage(decide(question)),
                        kept::add,
                        new StreamIds(),
                        () -> "node_0011223344556677",
                        () -> MistFlavour.UPSTREAM,
                        List.of()),
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
        URI handler = URI.create("http://127.0.0.1:" + door.actualPort() + TriggerPlan.PATH);
        api = new MistApi(URI.create("http://127.0.0.1:" + mist.apiPort()), Optional.empty());
        watch = new MistWatch(
                api,
                new MistWatch.Parts(
                        (config, flavour) -> {
                            var change = new TriggerPlan(
                                            handler,
                                            flavour,
                                            List.of(new TriggerPlan.Asking("/none.m3u8", List.of("vod"))))
                                    .change(config.triggers());
                            if (change.isPresent()) {
                                api.setTriggers(change.get());
                            }
                            return config.passphrase();
                        },
                        kept::add,
                        _ -> "",
                        Health::getDefaultInstance,
                        reports::add,
                        _ -> {}),
                new MistWatch.Intervals(
                        Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Clock.systemUTC());
        watch.start();
        await("triggers and a report", () -> watch.state().isAnswering() && !reports.isEmpty());
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        api.close();
        door.close();
        vertx.close();
        mist.close();
    }

    /** The keys "sk_..." are good, and so are viewers of what they publish. */
    private static TriggerAnswer decide(TriggerQuestion question) {
        var answer = TriggerAnswer.newBuilder().setUuid(question.getUuid());
        return switch (question.getTriggerCase()) {
            case PUSH_REWRITE ->
                question.getPushRewrite().getStreamKey().startsWith("sk_")
                        ? answer.setValue("live+3f9c").build()
                        : answer.setDenied("invalid-stream-key").build();
            case PLAY_REWRITE ->
                question.getPlayRewrite().getRequested().equals("playback1")
                        ? answer.setValue("live+3f9c").build()
                        : answer.setDenied("not-found").build();
            case USER_NEW -> answer.setValue("true").build();
            case STREAM_SOURCE, PUSH_OUT_START, TRIGGER_NOT_SET ->
                answer.setKeep(Keep.getDefaultInstance()).build();
        };
    }

    @Test
    void accountsForAPublisherAndAViewer() throws Exception {
        Session publisher = mist.publish("sk_1");
        await(
                "the stream in a report",
                () -> reports.getLast().getStreamsList().stream()
                        .anyMatch(stream -> stream.getName().equals("live+3f9c") && stream.getInputs() == 1));
        Session viewer = mist.watch("playback1", "HLS", "");
        await("the viewer", () -> has("viewer_connect"));
        mist.leave(viewer);
        await("its end", () -> has("viewer_disconnect"));
        mist.unpublish(publisher);
        await("the stream's end", () -> has("stream_end"));
        await(
                "its going",
                () -> kept.stream()
                        .anyMatch(event ->
                                event.getMedia().getStreamUpdate().getStatus().equals("Offline")));

        assertThat(kept).extracting(event -> event.getMedia().getStream()).containsOnly("3f9c");
        assertThat(kept).extracting(Event::getId).doesNotHaveDuplicates();
        assertThat(first("viewer_disconnect").getMedia().getViewerDisconnect().getSessionId())
                .isEqualTo(first("viewer_connect").getMedia().getViewerConnect().getSessionId());
        assertThat(first("push_rewrite").getMedia().getPushAccepted().getProtocol())
                .isEqualTo("rtmp");
        assertThat(kept.toString()).doesNotContain("sk_1");
    }

    @Test
    void turnsStrangersAwayAndEverybodyWhileNobodyAnswers() throws Exception {
        assertThatThrownBy(() -> mist.publish("guess")).isInstanceOf(Denied.class);
        mist.publish("sk_1");
        assertThatThrownBy(() -> mist.watch("guess", "HLS", "")).isInstanceOf(Denied.class);
        door.close().toCompletionStage().toCompletableFuture().join();
        assertThatThrownBy(() -> mist.publish("sk_2")).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> mist.watch("playback1", "HLS", "")).isInstanceOf(Denied.class);
        assertThat(api.activeStreams())
                .as("no stream by the name of an answer")
                .singleElement()
                .satisfies(stream -> assertThat(stream.stream().name()).isEqualTo("live+3f9c"));
    }

    @Test
    void comesBackWithItsMistServer() throws Exception {
        mist.crash();
        await(
                "the loss",
                () -> !watch.state().isAnswering() && !reports.getLast().getIsHealthy());
        mist.start();
        await(
                "the return",
                () -> watch.state().isAnswering() && reports.getLast().getIsHealthy());
        assertThat(mist.publish("sk_1")).isNotNull();
    }

    private boolean has(String type) {
        return kept.stream().anyMatch(event -> event.getType().equals(type));
    }

    private Event first(String type) {
        return kept.stream()
                .filter(event -> event.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static void await(String what, BooleanSupplier fact) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!fact.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
