package dev.flotilla.edge.foghorn.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.FakeArtifacts;
import dev.flotilla.edge.foghorn.FakeDirectory;
import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.VirtualViewer;
import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.TestStreams;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.policy.PlaybackPolicies;
import dev.flotilla.edge.foghorn.policy.TestPolicies;
import dev.flotilla.edge.foghorn.policy.TestTokens;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import dev.flotilla.edge.foghorn.routing.TestEvents;
import dev.flotilla.proto.foghorn.v1.PlayRewrite;
import dev.flotilla.proto.foghorn.v1.PushOutStart;
import dev.flotilla.proto.foghorn.v1.PushRewrite;
import dev.flotilla.proto.foghorn.v1.StreamSource;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import dev.flotilla.proto.foghorn.v1.UserNew;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.PullSource;
import dev.flotilla.proto.stream.v1.PushTarget;
import dev.flotilla.proto.stream.v1.RecordingSettings;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerDecisionsTest {
    private static final String KEY = "sk_a";
    private static final String VIEWER = "192.0.2.7";

    private final AtomicLong nowNs = new AtomicLong(System.nanoTime());
    private final FakeDirectory directory = new FakeDirectory();
    private final FakeArtifacts artifacts = new FakeArtifacts();
    private final Watchables watchables = new Watchables(
            directory,
            hash -> artifacts.of(hash).stream()
                    .map(held -> held.artifact().getStream())
                    .findFirst());
    private final TestRegion nodes = new TestRegion().node(1).node(2);
    private final PlaybackPolicies policies = TestPolicies.withoutWebhooks();
    private final RoutingEvents events = TestEvents.unheard();
    private final Claims claims = new Claims(nodes.region, nowNs::get);
    private final TriggerDecisions decisions = decisions(false);
    private int uuids;

    private TriggerDecisions decisions(boolean keepsUnknown) {
        Places places = Places.none();
        return new TriggerDecisions(
                new TriggerDecisions.ByTrigger(
                        new PushDecision(directory, claims, places),
                        new PlayDecision(watchables, policies, places, keepsUnknown),
                        new ViewerDecision(
                                watchables, policies, nodes.region, places, new Audience(nowNs::get), keepsUnknown),
                        new SourceDecision(
                                directory,
                                claims,
                                nodes.region,
                                events,
                                (url, mayBePrivate) ->
                                        CompletableFuture.completedFuture(mayBePrivate || !url.contains("//10.")))),
                nodes.region,
                events,
                nowNs::get);
    }

    private void stream(StreamRecord.Builder stream) {
        directory.streams.put(KEY, stream.build());
    }

    private TriggerQuestion.Builder question() {
        return TriggerQuestion.newBuilder().setUuid("uuid-" + ++uuids).setAttempt(1);
    }

    private TriggerAnswer ask(int node, TriggerQuestion.Builder question) {
        try {
            return decisions
                    .answer(TestRegion.id(node), question.build())
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new AssertionError(late);
        }
    }

    private TriggerQuestion.Builder push(String key) {
        return question()
                .setPushRewrite(PushRewrite.newBuilder()
                        .setUrl("rtmp://127.0.0.1/live/" + key)
                        .setAddress(VIEWER)
                        .setStreamKey(key));
    }

    private TriggerQuestion.Builder play(String requested, String connector) {
        return question()
                .setPlayRewrite(PlayRewrite.newBuilder()
                        .setRequested(requested)
                        .setAddress(VIEWER)
                        .setConnector(connector)
                        .setUrl("http://127.0.0.1:8080/hls/" + requested + "/index.m3u8"));
    }

    private TriggerQuestion.Builder viewer(String session, String connector, String url) {
        return viewer("live+a", session, connector, url);
    }

    private TriggerQuestion.Builder viewer(String stream, String session, String connector, String url) {
        return question()
                .setUserNew(UserNew.newBuilder()
                        .setStream(stream)
                        .setAddress(VIEWER)
                        .setToken("1830242224")
                        .setConnector(connector)
                        .setUrl(url)
                        .setSessionId(session));
    }

    private TriggerQuestion.Builder viewer(String session) {
        return viewer(session, "HLS", "http://127.0.0.1:8080/hls/playa/index.m3u8");
    }

    private TriggerQuestion.Builder source(String stream) {
        return question().setStreamSource(StreamSource.newBuilder().setStream(stream));
    }

    @Test
    void admitsAPublisherAndSaysWhatToDoWithTheStream() {
        stream(TestStreams.named("a")
                .addPushTargets(PushTarget.newBuilder().setId("pt_1").setUrl("rtmp://else/x"))
                .setRecording(RecordingSettings.newBuilder().setWindowS(3600).setSegmentS(6)));
        TriggerAnswer answer = ask(1, push(KEY));
        assertThat(answer.getValue()).isEqualTo("live+a");
        assertThat(answer.getStreamId()).isEqualTo("str_a");
        assertThat(answer.getPushTargets(0).getUrl()).isEqualTo("rtmp://else/x");
        assertThat(answer.getRecording().getWindowS()).isEqualTo(3600);
        assertThat(answer.getFreshMs()).as("asked anew for each publisher").isZero();
        assertThat(answer.getGraceMs()).isPositive();
    }

    @Test
    void leadsViewersOfAClipToItUnderThePolicyOfItsStream() {
        String clip = "vod+" + FakeArtifacts.hash(1);
        stream(TestStreams.named("a"));
        directory.artifacts.put(
                "clipa",
                new Lookup.Found(
                        TestStreams.named("a").build(),
                        Optional.of(ArtifactRecord.newBuilder()
                                .setHash(FakeArtifacts.hash(1))
                                .build())));
        artifacts.hold(1, FakeArtifacts.clip(1));
        assertThat(ask(1, play("clipa", "HLS")).getValue()).isEqualTo(clip);
        assertThat(ask(1, play(clip, "HLS")).getValue())
                .as("by the node's own name")
                .isEqualTo(clip);
        TriggerAnswer admitted = ask(1, viewer(clip, "s1", "HLS", "http://127.0.0.1:8080/hls/clipa/index.m3u8"));
        assertThat(admitted.getValue()).isEqualTo("true");
        assertThat(admitted.getStreamId()).isEqualTo("str_a");

        stream(TestStreams.named("a").setIsSuspended(true));
        assertThat(ask(1, play(clip, "HLS")).getDenied()).isEqualTo("account-suspended");
        assertThat(ask(1, viewer(clip, "s2", "HLS", "http://127.0.0.1:8080/")).getDenied())
                .isEqualTo("account-suspended");
        String stranger = "vod+" + FakeArtifacts.hash(2);
        assertThat(ask(1, play(stranger, "HLS")).getDenied()).isEqualTo("stream-not-found");
        assertThat(ask(1, viewer(stranger, "s3", "HLS", "http://127.0.0.1:8080/"))
                        .getDenied())
                .isEqualTo("stream-not-found");
        assertThat(ask(1, source(clip)).hasKeep())
                .as("the node knows where its file is")
                .isTrue();
    }

    @Test
    void wantsTheTokenOfTheStreamForAClip() {
        TestTokens tenant = new TestTokens();
        String clip = "vod+" + FakeArtifacts.hash(1);
        stream(TestStreams.named("a").setPolicy(tenant.policy("k1")));
        artifacts.hold(1, FakeArtifacts.clip(1));
        String url = "http://127.0.0.1:8080/hls/" + clip + "/index.m3u8";
        assertThat(ask(1, viewer(clip, "s1", "HLS", url)).getDenied()).isEqualTo("missing-token");
        assertThat(ask(1, viewer(clip, "s2", "HLS", url + "?jwt=" + tenant.token("k1", "{\"exp\":4000000000}")))
                        .getValue())
                .isEqualTo("true");
    }

    @Test
    void turnsAwayPublishersThatMayNot() {
        assertThat(ask(1, push("sk_wrong")).getDenied()).isEqualTo("invalid-stream-key");
        directory.isNotEntitled = true;
        assertThat(ask(1, push("sk_guests")).getDenied()).isEqualTo("cluster-not-entitled");
        directory.isNotEntitled = false;
        stream(TestStreams.named("a").setIsSuspended(true));
        assertThat(ask(1, push(KEY)).getDenied()).isEqualTo("account-suspended");
        directory.isAway = true;
        assertThat(ask(1, push(KEY)).getUnavailable()).isNotEmpty();
    }

    @Test
    void letsOnePublisherInAndOnlyOne() {
        stream(TestStreams.named("a"));
        assertThat(ask(1, push(KEY)).getValue()).isEqualTo("live+a");
        assertThat(ask(2, push(KEY)).getDenied()).as("before any report").isEqualTo("duplicate-ingest");
        assertThat(ask(1, push(KEY)).getValue()).as("the same again").isEqualTo("live+a");

        nodes.report(1, TestRegion.live("a", 0));
        nowNs.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(ask(2, push(KEY)).getDenied()).as("by the report").isEqualTo("duplicate-ingest");

        nodes.report(1);
        nowNs.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(ask(2, push(KEY)).getValue()).as("the other one has left").isEqualTo("live+a");
    }

    @Test
    void doesNotTakeACopyForAPublisher() {
        stream(TestStreams.named("a"));
        nodes.report(1, TestRegion.replica("a", 3));
        assertThat(ask(2, push(KEY)).getValue()).isEqualTo("live+a");
    }

    @Test
    void repeatsItselfForTenMinutesWhenANodeRepeatsTheQuestion() {
        stream(TestStreams.named("a"));
        TriggerQuestion.Builder push = push(KEY);
        TriggerAnswer first = ask(1, push);
        int questions = directory.questions.get();
        directory.streams.clear();
        nowNs.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(ask(1, push.setAttempt(2))).isEqualTo(first);
        assertThat(directory.questions).hasValue(questions);
        assertThat(ask(2, push).getDenied()).as("another node's question").isEqualTo("invalid-stream-key");
        nowNs.addAndGet(1);
        assertThat(ask(1, push).getDenied()).isEqualTo("invalid-stream-key");
    }

    @Test
    void decidesAgainWhatItCouldNotDecide() {
        stream(TestStreams.named("a"));
        directory.isAway = true;
        TriggerQuestion.Builder push = push(KEY);
        assertThat(ask(1, push).getUnavailable()).isNotEmpty();
        directory.isAway = false;
        assertThat(ask(1, push).getValue()).isEqualTo("live+a");
    }

    @ParameterizedTest
    @CsvSource({"playa", "live+a", "live a"})
    void namesTheStreamThatAViewerMeans(String requested) {
        stream(TestStreams.named("a"));
        TriggerAnswer answer = ask(1, play(requested, "HLS"));
        assertThat(answer.getValue()).isEqualTo("live+a");
        assertThat(answer.getFreshMs()).isEqualTo(30_000);
        assertThat(answer.getGraceMs()).as("survives the loss of Foghorn").isEqualTo(86_400_000);
    }

    @Test
    void leavesRecordingsAndCopiesAlone() {
        assertThat(ask(1, play("live+a", "DTSC")).hasKeep()).isTrue();
        TriggerQuestion.Builder recording = play("live+a", "EBML");
        recording.getPlayRewriteBuilder().setAddress("");
        assertThat(ask(1, recording).hasKeep()).isTrue();
        assertThat(ask(
                                1,
                                question()
                                        .setPushOutStart(PushOutStart.newBuilder()
                                                .setStream("live+a")
                                                .setTarget("/x")))
                        .hasKeep())
                .isTrue();
    }

    @Test
    void turnsAwayViewersOfWhatDoesNotExist() throws Exception {
        assertThat(ask(1, play("nothing", "HLS")).getDenied()).isEqualTo("stream-not-found");
        assertThat(decisions(true)
                        .answer(TestRegion.id(1), play("nothing", "HLS").build())
                        .toCompletableFuture()
                        .get()
                        .hasKeep())
                .as("unless the operator wants MistServer's own streams to be watched")
                .isTrue();
        directory.isAway = true;
        assertThat(ask(1, play("playa", "HLS")).getUnavailable()).isNotEmpty();
    }

    @Test
    void asksForATokenAtOnceWhereNoSessionWillBeTold() {
        TestTokens tenant = new TestTokens();
        stream(TestStreams.named("a").setPolicy(tenant.policy("k1")));
        assertThat(ask(1, play("playa", "HLS")).getValue())
                .as("asked with USER_NEW")
                .isEqualTo("live+a");
        assertThat(ask(1, play("playa", "TSSRT")).getDenied()).isEqualTo("missing-token");
        TriggerQuestion.Builder withToken = play("playa", "TSSRT");
        withToken
                .getPlayRewriteBuilder()
                .setUrl("srt://127.0.0.1/?streamid=playa&jwt=" + tenant.token("k1", "{\"exp\":4000000000}"));
        assertThat(ask(1, withToken).getValue()).isEqualTo("live+a");
    }

    @Test
    void admitsViewersOfPublicStreamsAndConfirmsTheirRedirects() {
        stream(TestStreams.named("a"));
        nodes.report(1, TestRegion.live("a", 0));
        VirtualViewer sent = nodes.region
                .viewers()
                .sent(
                        nodes.region.snapshot().node(TestRegion.id(1).value()).orElseThrow(),
                        "live+a",
                        ClientAddress.parse("198.51.100.1"))
                .orElseThrow();
        String url = "http://127.0.0.1:8080/hls/playa/index.m3u8?fvid=" + sent.id();
        assertThat(ask(1, viewer("s1", "HLS", url)).getValue()).isEqualTo("true");
        assertThat(sent.state()).isEqualTo(VirtualViewer.State.ACTIVE);
    }

    @Test
    void asksViewersForWhatThePolicyWants() {
        TestTokens tenant = new TestTokens();
        stream(TestStreams.named("a").setPolicy(tenant.policy("k1")));
        assertThat(ask(1, viewer("s1")).getDenied()).isEqualTo("missing-token");
        String token = tenant.token("k1", "{\"exp\":4000000000}");
        assertThat(ask(1, viewer("s1", "HLS", "http://e/hls/playa/index.m3u8?jwt=" + token))
                        .getValue())
                .isEqualTo("true");
        TriggerQuestion.Builder byMistToken = viewer("s2");
        byMistToken.getUserNewBuilder().setToken(token);
        assertThat(ask(1, byMistToken).getValue()).isEqualTo("true");
        stream(TestStreams.named("a").setIsSuspended(true));
        assertThat(ask(1, viewer("s3")).getDenied()).isEqualTo("account-suspended");
        stream(TestStreams.named("a").clearPolicy());
        assertThat(ask(1, viewer("s4")).getDenied()).isEqualTo("policy-empty");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP, http://127.0.0.1:8080/json_playa.js",
        "INFO_JSON, http://127.0.0.1:8080/x",
        "'HLS,INFO_JSON', http://127.0.0.1:8080/x",
        "JPG, http://127.0.0.1:8080/playa.jpg",
        "MP4, http://127.0.0.1:8080/playa/poster.jpg?x=1",
    })
    void countsNobodyWhoDoesNotWatchButAsksForWhatThePolicyWants(String connector, String url) {
        stream(TestStreams.named("a").setMostViewers(1));
        nodes.report(1, TestRegion.live("a", 0));
        assertThat(ask(1, viewer("s1", connector, url)).getValue()).isEqualTo("true");
        assertThat(ask(1, viewer("s2")).getValue()).as("the seat is free").isEqualTo("true");
        assertThat(ask(1, viewer("s3", connector, url)).getValue()).isEqualTo("true");

        stream(TestStreams.named("a").setPolicy(new TestTokens().policy("k1")));
        assertThat(ask(1, viewer("s4", connector, url)).getDenied()).isEqualTo("missing-token");
        stream(TestStreams.named("a").setIsSuspended(true));
        assertThat(ask(1, viewer("s5", connector, url)).getDenied()).isEqualTo("account-suspended");
    }

    @Test
    void letsNodesCopyAndNobodyElseByTheirProtocol() {
        stream(TestStreams.named("a").setPolicy(new TestTokens().policy("k1")));
        TriggerQuestion.Builder copy = viewer("s1", "DTSC", "dtsc://127.0.0.1/live+a");
        copy.getUserNewBuilder().setAddress("127.0.0.2");
        assertThat(ask(1, copy).getValue()).isEqualTo("true");
        assertThat(ask(1, viewer("s1", "DTSC", "dtsc://127.0.0.1/live+a")).getDenied())
                .isEqualTo("missing-token");
    }

    @Test
    void keepsTheAudienceWithinItsBoundAndCountsNobodyTwice() {
        stream(TestStreams.named("a").setMostViewers(3));
        nodes.report(1, TestRegion.live("a", 1));
        assertThat(ask(1, viewer("s1")).getValue()).isEqualTo("true");
        assertThat(ask(1, viewer("s1")).getValue()).as("the same again").isEqualTo("true");
        assertThat(ask(2, viewer("s2")).getValue()).isEqualTo("true");
        assertThat(ask(2, viewer("s3")).getDenied()).isEqualTo("viewer-limit-reached");
        nowNs.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(ask(2, viewer("s3")).getValue())
                .as("reports would show them now")
                .isEqualTo("true");
        nodes.report(1, TestRegion.live("a", 3));
        assertThat(ask(2, viewer("s4")).getDenied()).isEqualTo("viewer-limit-reached");
        assertThat(ask(2, viewer("s2")).getValue()).as("was admitted").isEqualTo("true");
    }

    @Test
    void countsEverybodyWhoHasTheLinkThatOneViewerWasGiven() {
        stream(TestStreams.named("a").setMostViewers(2));
        nodes.report(1, TestRegion.live("a", 0));
        String given = nodes.region
                .viewers()
                .sent(
                        nodes.region.snapshot().node(TestRegion.id(1).value()).orElseThrow(),
                        "live+a",
                        ClientAddress.parse(VIEWER))
                .orElseThrow()
                .id();
        String url = "http://127.0.0.1:8080/hls/playa/index.m3u8?fvid=";
        assertThat(ask(1, viewer("s1", "HLS", url + given)).getValue()).isEqualTo("true");
        assertThat(ask(1, viewer("s2", "HLS", url + given)).getValue())
                .as("another session of the same viewer")
                .isEqualTo("true");
        TriggerQuestion.Builder friend = viewer("s3", "HLS", url + given);
        friend.getUserNewBuilder().setAddress("198.51.100.2");
        assertThat(ask(1, friend).getValue()).isEqualTo("true");
        assertThat(ask(1, viewer("s4", "HLS", url + "x")).getDenied()).isEqualTo("viewer-limit-reached");
    }

    @Test
    void sendsANodeToWhereThePublisherIs() {
        stream(TestStreams.named("a"));
        nodes.report(1, TestRegion.live("a", 0));
        assertThat(ask(2, source("live+a")).getValue()).isEqualTo("dtsc://127.0.0.1:4200");
        assertThat(ask(1, source("live+a")).getValue()).as("its own publisher").isEqualTo("push://");
    }

    @Test
    void letsAStreamWaitForItsPublisher() {
        stream(TestStreams.named("a"));
        assertThat(ask(2, source("live+a")).getValue()).isEqualTo("push://");
        ask(2, push(KEY));
        assertThat(ask(2, source("live+a")).getValue()).as("just admitted").isEqualTo("push://");
        nodes.report(1, TestRegion.replica("a", 1));
        assertThat(ask(2, source("live+a")).getValue())
                .as("a copy is no source")
                .isEqualTo("push://");
    }

    @Test
    void hasNoSourceForWhatIsNotThere() {
        assertThat(ask(1, source("live+b")).getOffline()).isEqualTo("not_configured");
        stream(TestStreams.named("b").setIsSuspended(true));
        assertThat(ask(1, source("live+b")).getOffline()).isEqualTo("disabled");
        assertThat(ask(1, source("vod")).hasKeep()).isTrue();
    }

    @Test
    void letsOneNodeFetchAPulledStreamAndTheOthersTakeItFromThere() {
        stream(pulled("srt://camera.example.org:9000", false));
        assertThat(ask(1, source("live+a")).getValue()).isEqualTo("srt://camera.example.org:9000");
        assertThat(ask(2, source("live+a")).getValue())
                .as("the first one was just told to fetch it")
                .isEqualTo("dtsc://127.0.0.1:4200");
        nodes.report(1, TestRegion.live("a", 1));
        assertThat(ask(1, source("live+a")).getValue()).as("again").isEqualTo("srt://camera.example.org:9000");
        assertThat(ask(2, source("live+a")).getValue()).isEqualTo("dtsc://127.0.0.1:4200");
    }

    @Test
    void admitsNoPublisherOfAPulledStream() {
        stream(pulled("srt://camera.example.org:9000", false));
        assertThat(ask(1, push(KEY)).getDenied()).isEqualTo("pull-mode");
    }

    @Test
    void fetchesFromNowhereItMayNot() {
        stream(pulled("", false));
        assertThat(ask(1, source("live+a")).getOffline()).isEqualTo("disabled");
        stream(pulled("srt://10.1.2.3:9000", false));
        assertThat(ask(1, source("live+a")).getOffline()).isEqualTo("pull-source-blocked");
        stream(pulled("srt://10.1.2.3:9000", true));
        assertThat(ask(1, source("live+a")).getValue()).isEqualTo("srt://10.1.2.3:9000");
        stream(pulled("srt://camera.example.org:9000", false).setIsSuspended(true));
        assertThat(ask(1, source("live+a")).getOffline()).isEqualTo("disabled");
    }

    private static StreamRecord.Builder pulled(String url, boolean mayBePrivate) {
        return TestStreams.named("a")
                .setPullSource(PullSource.newBuilder().setUrl(url).setMayBePrivate(mayBePrivate));
    }

    @Test
    void findsSourcesWhileTheControlCenterIsAway() {
        directory.isAway = true;
        nodes.report(1, TestRegion.live("a", 0));
        assertThat(ask(2, source("live+a")).getValue()).isEqualTo("dtsc://127.0.0.1:4200");
    }

    @Test
    void answersWhatItDoesNotKnow() {
        assertThat(ask(1, question()).getUnavailable()).isNotEmpty();
    }
}
