package dev.flotilla.edge.helmsman.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.foghorn.v1.Keep;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TriggerDeskTest {
    private static final String PUSH = "rtmp://127.0.0.1:1935/live/sk_1?x=1\n127.0.0.1\nsk_1";
    private static final String PLAY = "playback1\n10.0.0.9\nHLS\nhttp://e/hls/playback1/index.m3u8";
    private static final String VIEWER = """
        live+3f9c
        ::ffff:10.0.0.9
        1830242224
        HLS
        http://u:p@e/hls/p/index.m3u8?tkn=5&jwt=SECRET&fwcid=ab-1
        b2ed
        false\
        """;
    private static final String GONE = "245533826\nlive+3f9c\nHLS\n10.0.0.9\n2\n210506\n0\n\n5\n5\n5\nb2ed";

    private final List<Event> kept = new ArrayList<>();
    private final List<TriggerQuestion> asked = new ArrayList<>();
    private boolean isDiskFull;
    private long nowNs;
    private MistFlavour flavour = MistFlavour.UPSTREAM;
    private Function<TriggerQuestion, CompletionStage<TriggerAnswer>> foghorn =
            question -> CompletableFuture.completedStage(value("live+3f9c", 0, 0));
    private final List<String> heard = new ArrayList<>();
    private final TriggerDesk desk = new TriggerDesk(
            new TriggerDesk.Parts(
                    question -> {
                        asked.add(question);
                        return foghorn.apply(question);
                    },
                    this::keep,
                    new StreamIds(),
                    () -> "node_0011223344556677",
                    () -> flavour,
                    List.of(new TriggerListener() {
                        @Override
                        public void told(Trigger.Notice notice) {
                            heard.add(notice.getClass().getSimpleName());
                        }

                        @Override
                        public void accepted(MistStream stream, TriggerAnswer answer) {
                            heard.add("accepted " + stream);
                        }
                    })),
            new TriggerDesk.Times(
                    Duration.ofMillis(50), Duration.ofMinutes(10), InstantSource.fixed(Instant.EPOCH), () -> nowNs));

    private void keep(Event event) {
        if (isDiskFull) {
            throw new SpoolFailure("no space left on device", new IOException());
        }
        kept.add(event);
    }

    @Test
    void letsAPublisherInUnderTheNameThatAFoghornGives() {
        foghorn = _ -> CompletableFuture.completedStage(value("live+3f9c", 0, 0).toBuilder()
                .setStream("3f9c")
                .setStreamId("str_1")
                .build());
        assertThat(send("PUSH_REWRITE", PUSH).text()).isEqualTo("live+3f9c");
        assertThat(asked.getFirst().getPushRewrite().getStreamKey()).isEqualTo("sk_1");
        assertThat(heard).containsExactly("accepted live+3f9c");
        Event event = kept.getFirst();
        assertThat(event.getType()).isEqualTo("push_rewrite");
        assertThat(event.getMedia().getStream()).isEqualTo("3f9c");
        assertThat(event.getMedia().getStreamId()).isEqualTo("str_1");
        assertThat(event.getMedia().getPushAccepted().getProtocol()).isEqualTo("rtmp");
        assertThat(event.toString()).doesNotContain("sk_1");
    }

    @Test
    void keepsAViewerBeforeItIsLetIn() {
        foghorn = _ -> CompletableFuture.completedStage(value("true", 0, 0));
        assertThat(send("USER_NEW", VIEWER)).isEqualTo(Reply.YES);
        var connect = kept.getFirst().getMedia().getViewerConnect();
        assertThat(connect.getSessionId()).isEqualTo("b2ed");
        assertThat(connect.getViewer().getAddress()).isEqualTo("10.0.0.9");
        assertThat(connect.getRequestUrl()).isEqualTo("http://e/hls/p/index.m3u8");
        assertThat(connect.getViewerId()).isEqualTo("ab-1");
        assertThat(kept.getFirst().toString()).doesNotContain("SECRET");

        isDiskFull = true;
        assertThat(send("USER_NEW", VIEWER))
                .as("media does not wait for the disk")
                .isEqualTo(Reply.YES);
        foghorn = _ -> CompletableFuture.completedStage(value("live+3f9c", 0, 0));
        assertThat(send("PUSH_REWRITE", PUSH).text()).isEqualTo("live+3f9c");
        assertThat(heard).containsExactly("accepted live+3f9c");
        assertThat(desk.counts().lostEvents()).isEqualTo(2);
        assertThat(desk.counts().refused()).isZero();
    }

    @Test
    void countsAViewerOnceHoweverOftenItIsLookedAt() {
        foghorn = _ -> CompletableFuture.completedStage(value("true", 0, 0));
        send("USER_NEW", VIEWER);
        String again = VIEWER.substring(0, VIEWER.lastIndexOf('\n'));
        assertThat(send("USER_NEW", again)).isEqualTo(Reply.YES);
        assertThat(kept).hasSize(1);
        assertThat(asked).as("but it is asked for each time").hasSize(2);
    }

    @Test
    void givesARetryTheSameAnswerAndDoublesNothing() {
        String uuid = UUID.randomUUID().toString();
        Reply first = desk.answer(new TriggerCall("PUSH_REWRITE", uuid, 1, 1, PUSH));
        foghorn = _ -> CompletableFuture.completedStage(denied("invalid-stream-key"));
        assertThat(desk.answer(new TriggerCall("PUSH_REWRITE", uuid, 2, 1, PUSH)))
                .isEqualTo(first);
        assertThat(asked).hasSize(1);
        assertThat(kept).hasSize(1);
        nowNs += Duration.ofMinutes(11).toNanos();
        assertThat(desk.answer(new TriggerCall("PUSH_REWRITE", uuid, 2, 1, PUSH))
                        .text())
                .as("after ten minutes")
                .isEmpty();
    }

    @Test
    void takesAgainWhatTheDiskDidNotTake() {
        String uuid = UUID.randomUUID().toString();
        isDiskFull = true;
        assertThat(desk.answer(new TriggerCall("USER_END", uuid, 1, 1, GONE)).isLater())
                .isTrue();
        assertThat(desk.counts().refused()).isOne();
        assertThat(heard).isEmpty();
        isDiskFull = false;
        assertThat(desk.answer(new TriggerCall("USER_END", uuid, 2, 1, GONE))).isEqualTo(Reply.YES);
        assertThat(kept).hasSize(1);
        assertThat(heard).containsExactly("UserEnd");
    }

    @Test
    void makesTheSameEventOfTheSameTriggerInAnotherProcess() {
        TriggerCall call = new TriggerCall("USER_END", "db4539e9-d88c", 1, 1_795_144_736_228L, GONE);
        var id = TriggerEventId.of("node_1", call);
        assertThat(TriggerEventId.of(
                        "node_1", new TriggerCall("USER_END", "db4539e9-d88c", 3, 1_795_144_736_228L, GONE)))
                .isEqualTo(id);
        assertThat(TriggerEventId.of("node_2", call)).isNotEqualTo(id);
        assertThat(id.value()).startsWith("evt_" + String.format("%012x", 1_795_144_736_228L));
    }

    @Test
    void fallsBackToWhatIsRememberedWhileNoFoghornAnswers() {
        foghorn = _ -> CompletableFuture.completedStage(value("live+3f9c", 1_000, 60_000));
        send("PLAY_REWRITE", PLAY);
        assertThat(send("PLAY_REWRITE", PLAY).text()).isEqualTo("live+3f9c");
        assertThat(asked).as("fresh").hasSize(1);

        nowNs += Duration.ofSeconds(2).toNanos();
        foghorn = _ -> new CompletableFuture<>();
        assertThat(send("PLAY_REWRITE", PLAY).text()).as("in grace").isEqualTo("live+3f9c");
        assertThat(asked).hasSize(2);
        assertThat(desk.inGrace()).isOne();

        nowNs += Duration.ofSeconds(60).toNanos();
        assertThat(send("PLAY_REWRITE", PLAY).text()).as("after it").isEmpty();
        assertThat(desk.undecided()).isOne();
    }

    @Test
    void letsThoseComeAgainWhoCameLongBeforeFoghornWasLost() {
        int anHour = 3_600_000;
        foghorn = _ -> CompletableFuture.completedStage(value("live+3f9c", 0, anHour));
        send("PUSH_REWRITE", PUSH);
        nowNs += Duration.ofMinutes(40).toNanos();
        foghorn = _ -> CompletableFuture.failedStage(new IOException("no Foghorn"));
        assertThat(send("PUSH_REWRITE", PUSH).text()).isEqualTo("live+3f9c");
        nowNs += Duration.ofMinutes(9).toNanos();
        assertThat(send("PUSH_REWRITE", PUSH).text()).isEqualTo("live+3f9c");
        nowNs += Duration.ofMinutes(1).toNanos();
        assertThat(send("PUSH_REWRITE", PUSH).text())
                .as("ten minutes after the loss")
                .isEmpty();

        foghorn = _ -> CompletableFuture.completedStage(value("live+other", 0, 0));
        send("PUSH_REWRITE", PUSH.replace("sk_1", "sk_2"));
        foghorn = _ -> CompletableFuture.failedStage(new IOException("no Foghorn"));
        assertThat(send("PUSH_REWRITE", PUSH).text()).as("after another loss").isEqualTo("live+3f9c");
    }

    @Test
    void turnsAwayWhoSaysTooMuchAndAsksNobody() {
        assertThat(send("PUSH_REWRITE", PUSH.replace("sk_1", "k".repeat(60_000)))
                        .text())
                .isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void asksUnderAnIdThoughMistServerSentNone() {
        desk.answer(new TriggerCall("PUSH_REWRITE", "", 1, 1, PUSH));
        assertThat(asked)
                .singleElement()
                .satisfies(question -> assertThat(question.getUuid()).isNotEmpty());
    }

    @Test
    void letsOtherViewersInWhileNoFoghornAnswersOnlyWhereAllMayWatch() {
        foghorn = _ -> CompletableFuture.completedStage(value("true", 0, 60_000));
        send("USER_NEW", VIEWER);
        foghorn = _ -> CompletableFuture.failedStage(new IOException("no Foghorn"));
        assertThat(send("USER_NEW", VIEWER)).as("who was let in goes on").isEqualTo(Reply.YES);
        String other = VIEWER.replace("b2ed", "c3fe");
        assertThat(send("USER_NEW", other).text()).isEqualTo("false");

        foghorn = _ -> CompletableFuture.completedStage(
                value("true", 0, 60_000).toBuilder().setIsForAll(true).build());
        send("USER_NEW", VIEWER);
        foghorn = _ -> CompletableFuture.failedStage(new IOException("no Foghorn"));
        assertThat(send("USER_NEW", other)).isEqualTo(Reply.YES);
        assertThat(send("USER_NEW", other.replace("live+3f9c", "live+other")).text())
                .isEqualTo("false");
    }

    @Test
    void forgetsWhomItLetInWhenTheyAreTurnedAway() {
        foghorn = _ -> CompletableFuture.completedStage(
                value("true", 0, 60_000).toBuilder().setIsForAll(true).build());
        send("USER_NEW", VIEWER);
        foghorn = _ -> CompletableFuture.completedStage(denied("missing-token"));
        assertThat(send("USER_NEW", VIEWER).text()).isEqualTo("false");
        foghorn = _ -> CompletableFuture.failedStage(new IOException("no Foghorn"));
        assertThat(send("USER_NEW", VIEWER).text()).isEqualTo("false");
        assertThat(send("USER_NEW", VIEWER.replace("b2ed", "c3fe")).text())
                .as("nobody else by what counted for all")
                .isEqualTo("false");

        foghorn = _ -> CompletableFuture.completedStage(value("live+3f9c", 0, 60_000));
        assertThat(send("PUSH_REWRITE", PUSH).text()).isEqualTo("live+3f9c");
        foghorn = _ -> CompletableFuture.completedStage(denied("invalid-stream-key"));
        send("PUSH_REWRITE", PUSH);
        foghorn = _ -> CompletableFuture.failedStage(new IOException("no Foghorn"));
        assertThat(send("PUSH_REWRITE", PUSH).text()).isEmpty();
    }

    @Test
    void asksAnewForAnotherProtocolOfWhichMistServerTellsNoSession() {
        foghorn = _ -> CompletableFuture.completedStage(value("live+3f9c", 60_000, 60_000));
        send("PLAY_REWRITE", PLAY);
        foghorn = _ -> CompletableFuture.completedStage(denied("missing-token"));
        assertThat(send("PLAY_REWRITE", PLAY.replace("HLS", "TSSRT")).text()).isEmpty();
    }

    @Test
    void decidesViewersAnewWhenTheyAreInvalidated() {
        foghorn = _ -> CompletableFuture.completedStage(value("true", 60_000, 60_000));
        send("USER_NEW", VIEWER);
        desk.forgetViewers(new MistStream("live+3f9c"));
        foghorn = _ -> CompletableFuture.completedStage(denied("jwt-expired"));
        assertThat(send("USER_NEW", VIEWER).text()).isEqualTo("false");
    }

    @Test
    void saysWhatIsSafeWhenNobodyDecides() {
        foghorn = _ -> CompletableFuture.completedStage(
                TriggerAnswer.newBuilder().setUnavailable("away").build());
        assertThat(send("PUSH_REWRITE", PUSH).text()).isEmpty();
        assertThat(send("PLAY_REWRITE", PLAY).text()).isEmpty();
        assertThat(send("USER_NEW", VIEWER).text()).isEqualTo("false");
        assertThat(send("STREAM_SOURCE", "live").text()).isEmpty();
        assertThat(send("PUSH_OUT_START", "live\nrtmp://a/b/KEY").text()).isEqualTo("rtmp://a/b/KEY");
        assertThat(kept)
                .as("a push that goes on is an event, without its secret")
                .hasSize(1);
        assertThat(kept.getFirst().getMedia().getPushStart().getTarget()).isEqualTo("rtmp://a/***");
    }

    @Test
    void passesReplicationAndRecordingsThrough() {
        assertThat(send("PLAY_REWRITE", "live+x\n\nEBML\n").text()).isEqualTo("live+x");
        assertThat(send("PLAY_REWRITE", "live\n127.0.0.1\nDTSC\ndtsc://127.0.0.1/live")
                        .text())
                .isEqualTo("live");
        assertThat(asked).isEmpty();
    }

    @Test
    void speaksTheForksWords() {
        flavour = MistFlavour.FORK;
        foghorn = _ -> CompletableFuture.completedStage(denied("missing-token"));
        assertThat(send("USER_NEW", VIEWER)).isEqualTo(new Reply(200, "false", "deny", "missing-token"));
        assertThat(send("PUSH_REWRITE", PUSH)).isEqualTo(new Reply(200, "", "deny", "missing-token"));
        foghorn = _ -> CompletableFuture.completedStage(
                TriggerAnswer.newBuilder().setOffline("not_configured").build());
        assertThat(send("STREAM_SOURCE", "live"))
                .isEqualTo(new Reply(200, "offline:not_configured", "offline", "not_configured"));
        foghorn = _ -> CompletableFuture.completedStage(
                TriggerAnswer.newBuilder().setKeep(Keep.getDefaultInstance()).build());
        assertThat(send("STREAM_SOURCE", "live").action()).isEqualTo("use-configured");
        assertThat(send("PUSH_OUT_START", "live\n/rec/a.mkv")).isEqualTo(new Reply(200, "/rec/a.mkv", "keep", ""));
        assertThat(send("USER_NEW", VIEWER)).isEqualTo(Reply.YES);
    }

    @Test
    void answersWhatItDoesNotDecideSoThatNothingChanges() {
        assertThat(send("CONN_OPEN", "\n127.0.0.1\nRTMP\n")).isEqualTo(Reply.YES);
        assertThat(send("RTMP_PUSH_REWRITE", "rtmp://a/live/k\n127.0.0.1").text())
                .isEqualTo("rtmp://a/live/k");
        assertThat(send("DEFAULT_STREAM", "fallback\nlive\n1.2.3.4\nHLS\n").text())
                .isEqualTo("fallback");
        assertThat(send("FROM_THE_FUTURE", "x").status()).isEqualTo(400);
        assertThat(send("USER_END", "too few").status()).isEqualTo(400);
        assertThat(desk.counts().unread()).isEqualTo(2);
        assertThat(desk.counts().newestUnread())
                .extracting(TriggerCounts.Unread::body)
                .containsExactly("x", "too few");
    }

    @Test
    void replaysARealEndIntoItsAccounts() throws IOException {
        Captured.of("triggers-pushend.log").forEach(captured -> desk.answer(captured.call()));
        Captured.of("triggers-pushend.log").forEach(captured -> desk.answer(captured.call()));
        assertThat(kept)
                .extracting(Event::getType)
                .containsOnly("recording_complete", "stream_buffer", "stream_track_list", "push_end", "stream_end");
        assertThat(kept)
                .filteredOn(event -> event.getType().equals("recording_complete"))
                .hasSize(4);
        assertThat(kept).filteredOn(event -> event.getType().equals("push_end")).hasSize(5);
        assertThat(kept).extracting(Event::getId).doesNotHaveDuplicates();
        Event push = kept.stream()
                .filter(event -> event.getMedia().getPushEnd().getPushId() == 5_432)
                .findFirst()
                .orElseThrow();
        assertThat(push.getMedia().getPushEnd().getTarget()).isEqualTo("rtmp://127.0.0.1:1935/***");
        assertThat(push.getMedia().getPushEnd().getLog()).doesNotContain("live+copy\"]");
    }

    @Test
    void tellsWhereRecordingsGoWithoutTheKeysToIt() {
        send("RECORDING_SEGMENT", "live\ns3+https://KEY:SECRET@objects.example/bucket/0.ts\n4000\n8021\n12021");
        assertThat(kept.getFirst().getMedia().getRecordingSegment().getPath())
                .startsWith("s3+https://objects.example/")
                .doesNotContain("SECRET");
        send("RECORDING_SEGMENT", "live\n/rec/0.ts\n4000\n8021\n12021");
        assertThat(kept.getLast().getMedia().getRecordingSegment().getPath()).isEqualTo("/rec/0.ts");
    }

    @Test
    void countsSrtViewersForWhomMistServerOpensNoSession() {
        String rest = "\nTSSRT\n4115\n28\n1795145038\n1795145066\n0\n1\n2\nCLEAN_EOF\nbye\n";
        send("OUTPUT_END", "live\nsrt://[::ffff:10.0.0.7]:34085/" + rest);
        send("OUTPUT_END", "live\nsrt://10.0.0.7:9000?streamid=x" + rest);
        assertThat(kept).hasSize(1);
        var gone = kept.getFirst().getMedia().getViewerDisconnect();
        assertThat(gone.getViewer().getAddress()).isEqualTo("10.0.0.7");
        assertThat(gone.getSessionId()).hasSize(64);
        assertThat(gone.getBytesUp()).isEqualTo(4_115);
    }

    @Test
    void refusesADeadlineThatMistServerWouldNotWaitFor() {
        assertThatThrownBy(() -> new TriggerDesk.Times(
                        Duration.ofSeconds(5), Duration.ZERO, InstantSource.system(), System::nanoTime))
                .hasMessage("flotilla.helmsman.answer-deadline must be below 5 s, when MistServer gives up: PT5S");
    }

    private Reply send(String name, String body) {
        return desk.answer(new TriggerCall(name, UUID.randomUUID().toString(), 1, 1_795_144_766_278L, body));
    }

    private static TriggerAnswer value(String text, int freshMs, int graceMs) {
        return TriggerAnswer.newBuilder()
                .setValue(text)
                .setFreshMs(freshMs)
                .setGraceMs(graceMs)
                .build();
    }

    private static TriggerAnswer denied(String why) {
        return TriggerAnswer.newBuilder().setDenied(why).build();
    }
}
