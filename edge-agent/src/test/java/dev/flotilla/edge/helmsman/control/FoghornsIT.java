package dev.flotilla.edge.helmsman.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.event.Eventually;
import dev.flotilla.edge.foghorn.control.TestFoghorn;
import dev.flotilla.edge.foghorn.relay.FakeDirectory;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.TestIdentities;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import dev.flotilla.proto.foghorn.v1.InvalidateSessions;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.foghorn.v1.PushRewrite;
import dev.flotilla.proto.foghorn.v1.StartDvr;
import dev.flotilla.proto.foghorn.v1.StopArtifact;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Helmsman and the Foghorns of its region, over real mutual TLS. */
class FoghornsIT {
    private final TestAuthority authority = new TestAuthority("Flotilla test authority");
    private final TenantId tenant = TenantId.random();

    @TempDir
    private Path data;

    private FakeDirectory center;
    private TestFoghorn first;
    private TestFoghorn second;
    private Identity node;
    private TestHelmsman helmsman;

    @BeforeEach
    void start() throws Exception {
        center = new FakeDirectory(authority);
        first = foghorn(tenant, Optional.of(data.resolve("seed.json")), 0);
        second = foghorn(tenant, Optional.empty(), 0);
        node = identity(tenant);
        helmsman = new TestHelmsman(node, data, regions(), List.of(first.address(), second.address()));
        Eventually.isTrue("both are connected", () -> helmsman.isConnectedTo(2));
    }

    @AfterEach
    void stop() {
        helmsman.close();
        first.close();
        second.close();
        center.close();
    }

    @Test
    void tellsEveryFoghornEverythingAndChangesAtOnce() {
        Eventually.isTrue("reports", () -> first.reports.containsKey(node.node()));
        assertThat(first.registerOf(node.node()).getNodeName()).isEqualTo("edge-one");
        helmsman.report = NodeReport.newBuilder()
                .setIsHealthy(true)
                .addStreams(NodeStream.newBuilder().setName("live+one"))
                .build();
        helmsman.artifacts = List.of(artifact("1", Artifact.Status.STATUS_RECORDING));
        helmsman.foghorns.changed();
        for (TestFoghorn foghorn : List.of(first, second)) {
            Eventually.isTrue("the stream", () -> foghorn.reportOf(node.node()).getStreamsCount() == 1);
            Eventually.isTrue(
                    "the recording", () -> foghorn.control.artifacts().of("1").size() == 1);
        }
        helmsman.artifacts =
                List.of(artifact("1", Artifact.Status.STATUS_READY), artifact("2", Artifact.Status.STATUS_READY));
        helmsman.foghorns.changed();
        Eventually.isTrue(
                "both artifacts", () -> second.control.artifacts().all().size() == 2);
        assertThat(second.control.artifacts().of("1").getFirst().artifact().getStatus())
                .isEqualTo(Artifact.Status.STATUS_READY);
        helmsman.artifacts = List.of(artifact("2", Artifact.Status.STATUS_DELETED));
        helmsman.foghorns.changed();
        Eventually.isTrue("none is left", () -> second.control.artifacts().all().isEmpty());
    }

    @Test
    void saysOfALargeNodeWhatAFoghornTakes() {
        var report = NodeReport.newBuilder().setIsHealthy(true).setLatitude(Double.NaN);
        for (int i = 0; i < 21_000; i++) {
            report.addConfiguredStreams("configured-" + i);
        }
        helmsman.report = report.addTags("t".repeat(300))
                .addTags("ssd")
                .setProblem("p".repeat(5_000))
                .build();
        helmsman.foghorns.changed();
        Eventually.isTrue("the report", () -> first.reportOf(node.node()).getTagsCount() > 0);
        NodeReport heard = first.reportOf(node.node());
        assertThat(heard.getTagsList()).containsExactly("ssd");
        assertThat(heard.getConfiguredStreamsCount()).isEqualTo(20_000);
        assertThat(heard.getProblem()).hasSize(4_096);
        assertThat(helmsman.isConnectedTo(2)).isTrue();
    }

    @Test
    void asksTheNextFoghornWhenOneIsSlowOrCannotDecide() throws Exception {
        assertThat(answer(helmsman.foghorns.ask(question("u1"))).getValue()).isEqualTo("live+sk_1");

        first.decisions = (_, _) -> new CompletableFuture<>();
        assertThat(answer(helmsman.foghorns.ask(question("u2"))).getValue()).isEqualTo("live+sk_1");

        first.decisions = (_, _) -> CompletableFuture.completedFuture(
                TriggerAnswer.newBuilder().setUnavailable("no control center").build());
        second.decisions = first.decisions;
        var none = answer(helmsman.foghorns.ask(question("u3")));
        assertThat(none.getUnavailable()).isEqualTo("no control center");
        assertThat(none.getUuid()).isEqualTo("u3");
    }

    @Test
    void asksTheOtherWhenAFoghornDiesWhileItIsAsked() throws Exception {
        first.decisions = (_, _) -> new CompletableFuture<>();
        var asked = helmsman.foghorns.ask(question("u1"));
        first.close();
        assertThat(answer(asked).getValue()).isEqualTo("live+sk_1");
        second.close();
        assertThat(answer(helmsman.foghorns.ask(question("u2"))).getUnavailable())
                .isNotEmpty();
    }

    @Test
    void doesACommandOnceWhoeverSendsItAndHoweverOften() throws Exception {
        Command command = Command.newBuilder()
                .setId("c1")
                .setInvalidateSessions(InvalidateSessions.newBuilder().setStream("live+one"))
                .build();
        assertThat(result(first, command).getRefused()).isEmpty();
        assertThat(result(second, command).getRefused()).isEmpty();
        assertThat(result(first, command).getRefused()).isEmpty();
        assertThat(helmsman.commands).hasSize(1);

        assertThat(result(
                                first,
                                Command.newBuilder()
                                        .setStartDvr(StartDvr.newBuilder())
                                        .build())
                        .getRefused())
                .isEqualTo("no room to record");
        assertThat(result(
                                first,
                                Command.newBuilder()
                                        .setStopDvr(StopArtifact.newBuilder())
                                        .build())
                        .getRefused())
                .contains("does not know the command STOP_DVR");
    }

    @Test
    void sendsACommandAgainToANodeThatComesBack() throws Exception {
        helmsman.close();
        Eventually.isTrue("gone", () -> first.control.nodes().isEmpty());
        var sent = first.control
                .commands()
                .send(
                        node.node(),
                        Command.newBuilder()
                                .setInvalidateSessions(InvalidateSessions.newBuilder())
                                .build());
        helmsman = new TestHelmsman(node, data, regions(), List.of(first.address()));
        assertThat(sent.toCompletableFuture().get(20, TimeUnit.SECONDS).getRefused())
                .isEmpty();
        assertThat(helmsman.commands).hasSize(1);
    }

    @Test
    void keepsItsModeAndTellsItToAll() throws Exception {
        Command drain = mode(Mode.Kind.KIND_DRAINING, 2_000);
        assertThat(result(first, drain).getRefused()).isEmpty();
        assertThat(first.modes).containsEntry(node.node(), drain.getMode());
        Eventually.isTrue("the other one knows", () -> kind(second) == Mode.Kind.KIND_DRAINING);
        assertThat(result(second, mode(Mode.Kind.KIND_NORMAL, 1_000)).getRefused())
                .startsWith("field engineer set the mode later");

        helmsman.close();
        helmsman = new TestHelmsman(node, data, regions(), List.of(first.address(), second.address()));
        Eventually.isTrue(
                "registers so", () -> second.registerOf(node.node()).getMode().getKind() == Mode.Kind.KIND_DRAINING);
        assertThat(result(second, mode(Mode.Kind.KIND_NORMAL, 3_000)).getRefused())
                .isEmpty();
    }

    @Test
    void waitsForANodeThatAnnouncedARestartAndForNoOther() throws Exception {
        first.told.clear();
        helmsman.close();
        Eventually.isTrue("gone", () -> first.control.nodes().isEmpty());
        helmsman = new TestHelmsman(node, data, regions(), List.of(first.address()));
        Eventually.isTrue("back", () -> helmsman.isConnectedTo(1));
        assertThat(first.told).containsExactly("restarts", "registered");

        helmsman.close();
        Eventually.isTrue("given up", () -> first.told.stream().anyMatch(said -> said.contains("did not come back")));
        Eventually.isTrue("forgotten", () -> first.told.contains("forgotten"));
        Eventually.isTrue("back", () -> second.told.contains("forgotten"));
    }

    @Test
    void goesToNoFoghornOfAnotherTenant() throws Exception {
        helmsman.close();
        helmsman = new TestHelmsman(identity(TenantId.random()), data, regions(), List.of(first.address()));
        Eventually.isTrue(
                "not trusted",
                () -> helmsman.foghorns.lines().stream()
                        .allMatch(line -> line.problem().contains("is of another tenant")));
        assertThat(first.control.nodes()).isEmpty();
    }

    @Test
    void trustsOnlyTheNodeThatItExpects() throws Exception {
        helmsman.close();
        Regions regions = regions();
        first.tellAs(regions, NodeId.random());
        helmsman = new TestHelmsman(node, data, regions, List.of());
        Eventually.isTrue(
                "not trusted",
                () -> helmsman.foghorns.lines().stream()
                        .anyMatch(line -> line.problem().contains("answers in the place of")));

        first.tellAs(regions, first.node());
        Eventually.isTrue("trusted", () -> helmsman.isConnectedTo(1));
        first.tellNothing(regions);
        Eventually.isTrue("left", () -> first.control.nodes().isEmpty());
        assertThat(helmsman.foghorns.lines()).isEmpty();
        assertThat(answer(helmsman.foghorns.ask(question("u"))).getUnavailable())
                .isEqualTo("no Foghorn is connected");
    }

    @Test
    void endsTheStreamOfACertificateThatWasTakenBackAndLetsItInNoMore() throws Exception {
        first.revoke(node.certificate().getSerialNumber().toString(16));
        Eventually.isTrue("out", () -> first.control.nodes().isEmpty());
        Eventually.isTrue(
                "told why",
                () -> helmsman.foghorns.lines().stream()
                        .anyMatch(line -> line.problem().contains("was revoked")));
        assertThat(helmsman.isConnectedTo(1)).isTrue();
    }

    @Test
    void comesAgainWithItsNewCertificate() {
        first.told.clear();
        helmsman.identity = TestIdentities.of(
                authority, center.address(), tenant, node.node(), Instant.now().minusSeconds(60), Duration.ofDays(90));
        Eventually.isTrue("again", () -> first.told.contains("registered"));
        Eventually.isTrue("both", () -> helmsman.isConnectedTo(2));
        assertThat(first.told).noneMatch(said -> said.startsWith("lost"));
    }

    @Test
    void tellsWhatTheSeedFileSaysAndSaysNow() throws Exception {
        Files.writeString(data.resolve("seed.json"), "{\"version\": \"1\", \"tags\": [\"ssd\"]}");
        Eventually.isTrue(
                "told",
                () -> helmsman.seeds.stream().anyMatch(seed -> seed.getTags(0).equals("ssd")));
        Files.writeString(data.resolve("seed.json"), "{\"tagz\": 1}");
        Files.writeString(data.resolve("seed.json"), "{\"location\": \"Leiden\"}");
        Eventually.isTrue(
                "told again", () -> helmsman.seeds.getLast().getLocation().equals("Leiden"));
        assertThat(helmsman.seeds.getLast().getVersion()).isNotEmpty();
    }

    @Test
    void deliversEventsOnceWithPlacesInsteadOfAddresses() throws Exception {
        var event = TestHelmsman.viewerLeft(7);
        helmsman.events.accept(event);
        Eventually.isTrue("delivered", () -> helmsman.spool.counts().events() == 0);
        var kept = Objects.requireNonNull(center.kept.get(event.getId())).getMedia();
        assertThat(kept.getViewerDisconnect().getViewer().getCountry()).isEqualTo("NL");
        assertThat(kept.getViewerDisconnect().getViewer().getAddress()).isEmpty();
        assertThat(kept.getStreamId()).isEqualTo("str_3f9c");
        assertThat(center.origins.get(event.getId())).isEqualTo(node.node().value());
        assertThat(first.left.size() + second.left.size()).isEqualTo(1);
        assertThat(first.left.isEmpty() ? second.left : first.left).containsExactly("3f9c 203.0.113.7");
    }

    @Test
    void goesOnWhenItsIdentityCannotBeReadForAMoment() {
        helmsman.identity = null;
        Eventually.isTrue("no stream is left", () -> helmsman.isConnectedTo(0));
        Eventually.isTrue(
                "it says so",
                () -> helmsman.foghorns.lines().stream()
                        .allMatch(line -> line.problem().contains("the agent failed")));
        helmsman.identity = node;
        Eventually.isTrue("back", () -> helmsman.isConnectedTo(2));
    }

    @Test
    void deliversThroughTheOtherFoghornWhenOneCannot() throws Exception {
        first.close();
        helmsman.events.accept(TestHelmsman.viewerLeft(1));
        Eventually.isTrue("delivered", () -> helmsman.spool.counts().events() == 0);
        center.fails = () -> true;
        helmsman.events.accept(TestHelmsman.viewerLeft(2));
        assertThat(helmsman.spool.counts().events()).isEqualTo(1);
        center.fails = () -> false;
        Eventually.isTrue("delivered", () -> helmsman.spool.counts().events() == 0);
        assertThat(center.kept).hasSize(2);
    }

    @Test
    void usesItsOwnUplinkWithoutAddressesWhileThereIsNoFoghorn() throws Exception {
        var uplink = helmsman.delivery.overUplink();
        helmsman.delivery.isAlone(false);
        center.fails = () -> true;
        helmsman.events.accept(TestHelmsman.viewerLeft(1));
        assertThat(uplink.next(System.nanoTime())).isEmpty();

        helmsman.delivery.isAlone(true);
        var batch = uplink.next(System.nanoTime()).orElseThrow();
        assertThat(batch.getEvents(0)
                        .getMedia()
                        .getViewerDisconnect()
                        .getViewer()
                        .getAddress())
                .isEmpty();
        assertThat(batch.getEvents(0).getMedia().getViewerDisconnect().getBytesUp())
                .isEqualTo(1);
    }

    private static Mode.Kind kind(TestFoghorn foghorn) {
        return foghorn.reports.values().iterator().next().getMode().getKind();
    }

    private static Command mode(Mode.Kind kind, long atMs) {
        return Command.newBuilder()
                .setMode(Mode.newBuilder()
                        .setKind(kind)
                        .setSetBy("field engineer")
                        .setSetAtMs(atMs))
                .build();
    }

    private CommandResult result(TestFoghorn foghorn, Command command) throws Exception {
        return foghorn.control
                .commands()
                .send(node.node(), command)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static TriggerAnswer answer(CompletionStage<TriggerAnswer> asked) throws Exception {
        return asked.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static TriggerQuestion question(String uuid) {
        return TriggerQuestion.newBuilder()
                .setUuid(uuid)
                .setPushRewrite(PushRewrite.newBuilder().setStreamKey("sk_1"))
                .build();
    }

    private static Artifact artifact(String hash, Artifact.Status status) {
        return Artifact.newBuilder().setHash(hash).setStatus(status).build();
    }

    private Identity identity(TenantId of) {
        return TestIdentities.of(authority, center.address(), of);
    }

    private Regions regions() throws Exception {
        return new Regions(Files.createTempDirectory(data, "regions").resolve("region"));
    }

    private TestFoghorn foghorn(TenantId of, Optional<Path> seed, int port) throws Exception {
        return new TestFoghorn(identity(of), regions(), seed, port);
    }
}
