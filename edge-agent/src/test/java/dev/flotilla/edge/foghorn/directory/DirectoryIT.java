package dev.flotilla.edge.foghorn.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.flotilla.edge.engine.Await;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.TestIdentities;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import dev.flotilla.proto.stream.v1.PushTarget;
import dev.flotilla.proto.stream.v1.ResolvePlaybackResponse;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryIT {
    private static final String KEY = "sk_00112233445566778899aabbccddeeff";
    private static final StreamRecord STREAM = TestStreams.named("a")
            .addPushTargets(PushTarget.newBuilder().setId("pt_1").setUrl("rtmp://elsewhere/app/hidden"))
            .build();
    private static final String HASH = "20260101000000aaaaaaaaaaaaaaaa";
    private static final CacheBounds SHORT =
            new CacheBounds(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1), 100);

    @TempDir
    Path data;

    private final TestAuthority authority = new TestAuthority("fleet");
    private FakeCenter center;
    private @Nullable Running running;

    /** A directory at work. */
    private static final class Running implements AutoCloseable {
        final CenterLine line = new CenterLine(System::nanoTime);
        final CenterArtifacts artifacts = new CenterArtifacts(line::channel);
        final CachedDirectory directory;
        final DirectoryKeeper keeper;
        volatile Optional<Identity> identity;

        Running(Path data, CacheBounds bounds, Optional<Identity> identity) {
            this.identity = identity;
            directory = new CachedDirectory(line, bounds, System::nanoTime);
            keeper = new DirectoryKeeper(directory, line, artifacts, new LastKnownFile(data), () -> this.identity);
            keeper.start();
        }

        @Override
        public void close() {
            keeper.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        center = new FakeCenter(authority, 0);
        center.streams.put(KEY, STREAM);
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
        center.close();
    }

    private void run(CacheBounds bounds) throws Exception {
        running = new Running(data, bounds, Optional.of(TestIdentities.of(authority, center.address())));
        Await.until("changes are watched", () -> !center.watches.isEmpty());
    }

    private Running running() {
        return Objects.requireNonNull(running);
    }

    private static <T> T result(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void awaitFound(String playbackId) throws Exception {
        Await.until(
                playbackId + " is found",
                () -> result(running().directory.byPlaybackId(playbackId)) instanceof Lookup.Found);
    }

    @Test
    void asksTheControlCenterOnceForAStreamByWhateverName() throws Exception {
        run(CacheBounds.DEFAULT);
        Await.until("it answers both names from memory", () -> {
            int questions = center.questions.get();
            return result(running().directory.byPlaybackId("playa")).equals(new Lookup.Found(STREAM))
                    && result(running().directory.byName("a")).equals(new Lookup.Found(STREAM))
                    && center.questions.get() == questions;
        });
        assertThat(running().directory.byPlaybackId("playa").toCompletableFuture())
                .as("at once")
                .isCompleted();
        assertThat(center.questions.get()).isLessThan(5);
    }

    @Test
    void knowsWhatDoesNotExist() throws Exception {
        run(CacheBounds.DEFAULT);
        awaitFound("playa");
        assertThat(result(running().directory.byPlaybackId("nothing"))).isEqualTo(new Lookup.Unknown());
        assertThat(result(running().directory.byStreamKey("sk_wrong"))).isEqualTo(new Lookup.Unknown());
        assertThat(result(running().directory.byStreamKey(KEY))).isEqualTo(new Lookup.Found(STREAM));
    }

    @Test
    void goesOnAskingForOthersWhenOneQuestionFails() throws Exception {
        center.streams.put("sk_b", TestStreams.named("b").build());
        run(CacheBounds.DEFAULT);
        awaitFound("playa");
        for (Status failure : List.of(Status.INTERNAL, Status.RESOURCE_EXHAUSTED, Status.DEADLINE_EXCEEDED)) {
            center.failures.put("broken", failure);
            assertThat(result(running().directory.byPlaybackId("broken"))).isInstanceOf(Lookup.Unavailable.class);
            assertThat(running().line.isAway()).as(failure.toString()).isFalse();
        }
        assertThat(result(running().directory.byPlaybackId("playb"))).isInstanceOf(Lookup.Found.class);
        center.failures.put("broken", Status.UNAVAILABLE);
        result(running().directory.byPlaybackId("broken"));
        assertThat(running().line.isAway()).isTrue();
    }

    @Test
    void hearsOfChanges() throws Exception {
        run(CacheBounds.DEFAULT);
        awaitFound("playa");
        result(running().directory.byStreamKey(KEY));
        StreamRecord suspended = STREAM.toBuilder().setIsSuspended(true).build();
        center.streams.put(KEY, suspended);
        center.change(suspended);

        Await.until(
                "the change is heard",
                () -> result(running().directory.byPlaybackId("playa")).equals(new Lookup.Found(suspended)));
        assertThat(result(running().directory.byStreamKey(KEY))).isEqualTo(new Lookup.Found(suspended));
    }

    @Test
    void sendsViewersOnWhileTheControlCenterIsAwayButAdmitsNoPublisher() throws Exception {
        run(SHORT);
        awaitFound("playa");
        assertThat(result(running().directory.byStreamKey(KEY))).isEqualTo(new Lookup.Found(STREAM));
        int port = center.address().port();
        center.close();

        Await.until(
                "publishers are not admitted",
                () -> result(running().directory.byStreamKey(KEY)) instanceof Lookup.Unavailable);
        assertThat(result(running().directory.byPlaybackId("playa"))).isEqualTo(new Lookup.Found(STREAM));
        assertThat(running().directory.byPlaybackId("playa").toCompletableFuture())
                .as("nobody waits")
                .isDone();
        assertThat(result(running().directory.byPlaybackId("never"))).isInstanceOf(Lookup.Unavailable.class);

        center = new FakeCenter(authority, port);
        center.streams.put(KEY, STREAM);
        Await.until(
                "publishers are admitted again",
                () -> result(running().directory.byStreamKey(KEY)) instanceof Lookup.Found);
    }

    @Test
    void knowsAfterAStartDuringAnOutageWhatItKnewBeforeAndKeepsNoSecretOnDisk() throws Exception {
        StreamRecord guarded = TestStreams.named("b")
                .setPolicy(PlaybackPolicy.newBuilder()
                        .setWebhook(PlaybackPolicy.Webhook.newBuilder()
                                .setUrl("https://example.org/secret-path")
                                .setSecret(ByteString.copyFromUtf8("hushhush"))))
                .build();
        center.streams.put("sk_b", guarded);
        run(CacheBounds.DEFAULT);
        awaitFound("playa");
        awaitFound("playb");
        result(running().directory.byStreamKey(KEY));
        UplinkAddress address = center.address();
        running().close();
        center.close();

        String disk = new String(Files.readAllBytes(data.resolve("streams.pb")), StandardCharsets.ISO_8859_1);
        assertThat(disk).contains("playa").doesNotContain(KEY, "hidden", "hushhush", "secret-path");

        running = new Running(data, CacheBounds.DEFAULT, Optional.of(TestIdentities.of(authority, address)));
        Lookup known = result(running().directory.byPlaybackId("playa"));
        assertThat(known)
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.stream().getName()).isEqualTo("a"));
        assertThat(result(running().directory.byStreamKey(KEY))).isInstanceOf(Lookup.Unavailable.class);
        assertThat(result(running().directory.byName("b")))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.stream().getPolicy().getPolicyCase())
                                .as("closed until the control center is back")
                                .isEqualTo(PlaybackPolicy.PolicyCase.POLICY_NOT_SET));
    }

    @Test
    void knowsWhichClipIsMeantAndForgetsItWithItsStream() throws Exception {
        ArtifactRecord clip =
                ArtifactRecord.newBuilder().setHash(HASH).setPlaybackId("clipa").build();
        center.artifacts.put(
                "clipa",
                ResolvePlaybackResponse.newBuilder()
                        .setStream(STREAM)
                        .setArtifact(clip)
                        .build());
        run(CacheBounds.DEFAULT);
        awaitFound("clipa");
        assertThat(result(running().directory.byPlaybackId("clipa")))
                .isEqualTo(new Lookup.Found(STREAM, Optional.of(clip)));
        assertThat(result(running().directory.byName("a")))
                .as("the stream itself")
                .isEqualTo(new Lookup.Found(STREAM));
        center.artifacts.put("clipa", ResolvePlaybackResponse.getDefaultInstance());
        center.change(STREAM);
        Await.until("it is gone", () -> result(running().directory.byPlaybackId("clipa")) instanceof Lookup.Unknown);
    }

    @Test
    void asksWhereTheObjectStorageHasFiles() throws Exception {
        run(CacheBounds.DEFAULT);
        assertThat(result(running().artifacts.addresses(HASH, List.of("0.ts", "1.ts"))))
                .hasValue(new StoredObjects.Addresses(
                        List.of("https://objects/" + HASH + "/0.ts", "https://objects/" + HASH + "/1.ts"),
                        Instant.ofEpochMilli(1_800_000_000_000L)));
        center.close();
        assertThat(result(running().artifacts.addresses(HASH, List.of("0.ts"))))
                .as("while nobody answers")
                .isEmpty();
    }

    @Test
    void hearsOrdersAgainWhenTheControlCenterIsBackAndTakesEachOnce() throws Exception {
        List<ArtifactOrder> heard = new CopyOnWriteArrayList<>();
        run(CacheBounds.DEFAULT);
        running().artifacts.onOrder(order -> {
            heard.add(order);
            throw new IllegalStateException("the test's listener fails");
        });
        ArtifactOrder order = ArtifactOrder.newBuilder().setHash(HASH).build();
        Await.until("orders are watched", () -> !center.orderWatches.isEmpty());
        center.orderWatches.getFirst().onNext(order);
        center.orderWatches.getFirst().onNext(order);
        Await.until("both are heard", () -> heard.size() == 2);
        int port = center.address().port();
        center.close();
        center = new FakeCenter(authority, port);
        Await.until("orders are watched again", () -> !center.orderWatches.isEmpty());
        center.orderWatches.getFirst().onNext(order);
        Await.until("the third is heard", () -> heard.size() == 3);

        assertThat(result(running().artifacts.take(HASH, "nobody has it"))).isTrue();
        assertThat(result(running().artifacts.take(HASH, ""))).isFalse();
        assertThat(center.taken).containsEntry(HASH, "nobody has it");
    }

    @Test
    void startsWithADamagedFile() throws Exception {
        Files.writeString(data.resolve("streams.pb"), "not what was written");
        run(CacheBounds.DEFAULT);
        awaitFound("playa");
    }

    @Test
    void connectsWhenTheNodeIsEnrolled() throws Exception {
        running = new Running(data, CacheBounds.DEFAULT, Optional.empty());
        assertThat(result(running().directory.byPlaybackId("playa"))).isInstanceOf(Lookup.Unavailable.class);
        running().identity = Optional.of(TestIdentities.of(authority, center.address()));
        awaitFound("playa");
    }
}
