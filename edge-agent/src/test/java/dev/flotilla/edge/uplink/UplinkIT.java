package dev.flotilla.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.event.BrokenDisk;
import dev.flotilla.edge.event.Eventually;
import dev.flotilla.edge.event.Spool;
import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.edge.event.TestEvents;
import dev.flotilla.edge.event.TestSpool;
import dev.flotilla.edge.uplink.enrolment.Enrolment;
import dev.flotilla.edge.uplink.enrolment.EnrolmentRequest;
import dev.flotilla.edge.uplink.enrolment.FakeEnrolmentServer;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.TestIdentities;
import dev.flotilla.enrolment.BootstrapToken;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.Goodbye;
import dev.flotilla.proto.uplink.v1.LocalFlows;
import dev.flotilla.unit.Generation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UplinkIT {
    private static final Pauses SHORT = new Pauses(Duration.ofMillis(5), Duration.ofMillis(40), Duration.ofHours(1));

    private final TestAuthority authority = new TestAuthority("Flotilla test authority");
    private final FakeNode node = new FakeNode();

    @TempDir
    private Path data;

    private UnattendedEnrolment unattended = Optional::empty;
    private FakeCenter center;
    private Connection disk;
    private Spool spool;
    private Regions regions;
    private Uplink uplink;

    @BeforeEach
    void start() throws Exception {
        center = new FakeCenter(authority);
        TestSpool opened = TestSpool.open(data.resolve("spool.db"));
        disk = opened.disk();
        spool = opened.spool();
        regions = new Regions(data.resolve("region"));
        uplink = new Uplink(
                new Uplink.Parts(
                        new IdentityFolder(data),
                        node,
                        node,
                        node,
                        spool,
                        List.of(),
                        regions,
                        node,
                        () -> unattended.attempt(),
                        SHORT),
                Clock.systemUTC(),
                new Random(1));
    }

    @AfterEach
    void stop() throws Exception {
        uplink.close();
        center.close();
        spool.close();
    }

    @Test
    void greetsAndReportsAtTheIntervalsThatItIsTold() throws Exception {
        node.held = new Generation(7);
        enrol();
        uplink.start();

        Eventually.isTrue("three of each", () -> center.healths.size() > 2 && center.reports.size() > 2);
        assertThat(center.hellos).hasSize(1);
        assertThat(center.hellos.getFirst().getInventory().getHostname()).isEqualTo("edge-one");
        assertThat(center.hellos.getFirst().getGeneration()).isEqualTo(7);
        assertThat(center.healths.getLast().getCpu()).isEqualTo(0.25);
        assertThat(center.healths.getLast().getProblemsList()).isEmpty();
        assertThat(center.reports.getLast().getReports(0).getFlowId()).isEqualTo("flow_0000000000000001");
        assertThat(uplink.state()).isInstanceOfSatisfying(UplinkState.Connected.class, state -> {
            assertThat(state.nodeName()).isEqualTo("edge-one");
            assertThat(state.tenantName()).isEqualTo("Home");
        });
    }

    @Test
    void survivesABugInWhatItReports() throws Exception {
        node.fails = true;
        enrol();
        uplink.start();
        Eventually.isTrue("failed", () -> uplink.state().sentence().contains("the agent failed"));
        node.fails = false;
        Eventually.isTrue("a report", () -> !center.reports.isEmpty());
    }

    @Test
    void tellsLocalFlowsFirstAndThenOnlyWhenTheyChange() throws Exception {
        enrol();
        uplink.start();
        Eventually.isTrue("three reports", () -> center.reports.size() > 2);
        node.local = LocalFlows.newBuilder()
                .addFlows(FlowSpec.newBuilder().setId("flow_0000000000000002"))
                .build();
        Eventually.isTrue(
                "the change",
                () -> center.reports.stream()
                        .anyMatch(report -> report.getLocal().getFlowsCount() == 1));

        assertThat(center.reports.getFirst().hasLocal()).isTrue();
        assertThat(center.reports.get(1).hasLocal()).isFalse();
    }

    @Test
    void appliesWhatIsDesiredAndPassesARefusalOn() throws Exception {
        enrol();
        uplink.start();
        Eventually.isTrue("connected", () -> center.streams.size() == 1);

        center.send(DesiredState.newBuilder()
                .setGeneration(4)
                .addFlows(FlowSpec.newBuilder().setId("flow_0000000000000003"))
                .build());
        Eventually.isTrue("applied", () -> center.results.size() == 1);
        center.send(DesiredState.newBuilder().setGeneration(3).build());
        Eventually.isTrue("refused", () -> center.results.size() == 2);

        assertThat(center.results.get(0).getAppliedFlowIdsList()).containsExactly("flow_0000000000000003");
        assertThat(center.results.get(0).getRefused()).isEmpty();
        assertThat(center.results.get(1).getRefused()).isEqualTo("generation 3 is older than 4");
    }

    @Test
    void reportsOnWhileADesiredStateTakesItsTime() throws Exception {
        enrol();
        uplink.start();
        Eventually.isTrue("connected", () -> center.streams.size() == 1);
        node.mayApply = new CountDownLatch(1);

        for (int generation = 1; generation <= 5; generation++) {
            center.send(DesiredState.newBuilder().setGeneration(generation).build());
        }
        int before = center.healths.size();
        Eventually.isTrue("health while applying", () -> center.healths.size() > before + 1);
        node.mayApply.countDown();

        Eventually.isTrue("the newest is held", () -> node.held.value() == 5);
        Eventually.isTrue("its result is told", () -> center.results.stream().anyMatch(r -> r.getGeneration() == 5));
    }

    @Test
    void tellsAResultAgainWhenTheStreamBrokeAfterIt() throws Exception {
        enrol();
        uplink.start();
        Eventually.isTrue("connected", () -> center.streams.size() == 1);
        center.breaks = message -> message.hasResult() && center.results.isEmpty() && center.hellos.size() == 1;
        center.send(DesiredState.newBuilder().setGeneration(9).build());

        Eventually.isTrue("told on the next stream", () -> center.results.size() == 1);
        assertThat(center.hellos.getLast().getGeneration()).isEqualTo(9);
    }

    @Test
    void startsAnewWithTheCountWhenItIsEnrolledElsewhere() throws Exception {
        enrol();
        uplink.start();
        Eventually.isTrue("connected", () -> center.streams.size() == 1);
        center.send(DesiredState.newBuilder().setGeneration(9).build());
        Eventually.isTrue("told", () -> center.results.size() == 1);

        enrol();
        Eventually.isTrue("greets as another node", () -> center.hellos.size() == 2);
        assertThat(center.hellos.getLast().getGeneration()).isZero();
        assertThat(center.hellos.getLast().getHasForeignFlows()).isTrue();

        Eventually.isTrue("connected", () -> center.streams.size() == 1);
        center.send(DesiredState.newBuilder().setGeneration(2).build());
        Eventually.isTrue("told", () -> center.results.size() == 2);
        assertThat(center.results.getLast().getGeneration()).isEqualTo(2);
        assertThat(center.results.getLast().getRefused()).isEmpty();
    }

    @Test
    void enrolsByItselfWhenItWasStartedWithAToken() throws Exception {
        try (var door = new FakeEnrolmentServer(authority, authority.server("127.0.0.1"))) {
            door.sendNodesTo(center.address().toString());
            var request = request(door, BootstrapToken.random(authority.certificate()));
            unattended = () -> Optional.of(request.enrol(false));
            uplink.start();

            Eventually.isTrue("connected", () -> uplink.state() instanceof UplinkState.Connected);
            assertThat(door.requests()).hasSize(1);
        }
    }

    @Test
    void doesNotAskAgainWithATokenThatIsUsedUp() throws Exception {
        try (var door = new FakeEnrolmentServer(authority, authority.server("127.0.0.1"))) {
            door.refuse(403, "token_used_up", "It was for one node.");
            var request = request(door, BootstrapToken.random(authority.certificate()));
            unattended = () -> Optional.of(request.enrol(false));
            uplink.start();

            Eventually.isTrue("refused", () -> uplink.state().sentence().contains("used as often as it may be"));
            assertThat(uplink.health().getProblemsList())
                    .singleElement()
                    .asString()
                    .contains("make a new one");
            assertThat(door.requests()).hasSize(1);

            enrol();
            Eventually.isTrue("connected", () -> uplink.state() instanceof UplinkState.Connected);
        }
    }

    @Test
    void deliversInBoundedBatchesWhatWasSpooledBeforeItWasEnrolled() throws Exception {
        for (int i = 0; i < 1_203; i++) {
            spool.accept(TestEvents.info("early " + i));
        }
        uplink.start();
        assertThat(uplink.state()).isEqualTo(new UplinkState.NotEnrolled(""));
        enrol();

        Eventually.isTrue("delivered", () -> spool.counts().events() == 0);
        assertThat(center.deliveries).hasSize(1_203);
        assertThat(center.batchSizes).containsExactly(500, 500, 203);
    }

    @Test
    void neverHasMoreThanTwoBatchesOnTheWay() throws Exception {
        center.acknowledges = false;
        for (int i = 0; i < 1_600; i++) {
            spool.accept(TestEvents.info("event " + i));
        }
        enrol();
        uplink.start();

        Eventually.isTrue("two batches and some health", () -> center.healths.size() > 3);
        assertThat(center.batchSizes).containsExactly(500, 500);
        assertThat(spool.counts().events()).isEqualTo(1_600);
    }

    @Test
    void losesNoEventAndForgetsEachOnceWhileConnectionsBreakAtRandom() throws Exception {
        long seed = Long.getLong("sim.seed", 20_261_120L);
        System.out.println("sim.seed=" + seed);
        Random trouble = new Random(seed);
        center.breaks = _ -> {
            synchronized (trouble) {
                return trouble.nextInt(8) == 0;
            }
        };
        enrol();
        uplink.start();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var event = TestEvents.info("event " + i);
            ids.add(event.getId());
            spool.accept(event);
            if (i % 5 == 0) {
                Eventually.isTrue("event " + i + " arrives", () -> center.deliveries.containsKey(event.getId()));
            }
        }
        Eventually.isTrue("everything is delivered", () -> spool.counts().events() == 0);

        assertThat(center.deliveries.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(spool.counts().acknowledged()).isEqualTo(ids.size());
        assertThat(spool.counts().lost()).isZero();
        assertThat(center.hellos.size()).isGreaterThan(5);
        assertThat(center.deliveries.values()).anyMatch(times -> times > 1);
    }

    @Test
    void keepsItsStreamWhileTheDiskIsFullAndDeliversWhenItHasRoom() throws Exception {
        enrol();
        uplink.start();
        Eventually.isTrue("connected", () -> center.streams.size() == 1);
        BrokenDisk full = new BrokenDisk(disk);
        full.refuseWrites();
        assertThatThrownBy(() -> spool.accept(TestEvents.info("no room"))).isInstanceOf(SpoolFailure.class);

        Eventually.isTrue(
                "the control center knows",
                () -> center.healths.stream()
                        .flatMap(health -> health.getProblemsList().stream())
                        .anyMatch(problem -> problem.startsWith("Events of this node cannot be stored")));
        center.send(DesiredState.newBuilder().setGeneration(4).build());
        Eventually.isTrue("desired states go on", () -> center.results.size() == 1);

        full.mend();
        spool.accept(TestEvents.info("room"));
        Eventually.isTrue("delivered", () -> spool.counts().events() == 0);
        Eventually.isTrue(
                "well again", () -> center.healths.getLast().getProblemsList().isEmpty());
        assertThat(center.hellos).hasSize(1);
    }

    @Test
    void sendsOnceWhatTheDiskCannotForgetYet() throws Exception {
        center.acknowledges = false;
        enrol();
        uplink.start();
        Eventually.isTrue("connected", () -> center.streams.size() == 1);
        var event = TestEvents.info("kept for too long");
        spool.accept(event);
        Eventually.isTrue("arrived", () -> center.deliveries.containsKey(event.getId()));
        BrokenDisk full = new BrokenDisk(disk);
        full.refuseWrites();
        center.acknowledge(event.getId());
        Eventually.isTrue("a problem", () -> !uplink.health().getProblemsList().isEmpty());
        full.mend();
        Eventually.isTrue("forgotten", () -> spool.counts().events() == 0);
        assertThat(center.deliveries).containsEntry(event.getId(), 1);
        assertThat(center.hellos).hasSize(1);
    }

    @Test
    void comesBackWhenTheCenterDoesAndSaysSoMeanwhile() throws Exception {
        enrol();
        uplink.start();
        Eventually.isTrue("connected", () -> uplink.state() instanceof UplinkState.Connected);
        int port = center.address().port();
        center.close();
        Eventually.isTrue("away", () -> uplink.state().sentence().contains("nobody takes connections at 127.0.0.1"));
        assertThat(uplink.health().getProblemsList()).singleElement().asString().contains("No connection");

        center = new FakeCenter(authority, port);

        Eventually.isTrue("back", () -> uplink.state() instanceof UplinkState.Connected);
        assertThat(uplink.connections()).isEqualTo(2);
    }

    @Test
    void stopsAskingWhenItIsRevokedOnAnOpenStream() throws Exception {
        enrol();
        uplink.start();
        Eventually.isTrue("connected", () -> center.streams.size() == 1);
        center.isRevoked = true;
        center.sayGoodbye(Goodbye.Reason.REASON_REVOKED);

        Eventually.isTrue("revoked", () -> uplink.state() instanceof UplinkState.Revoked);
        assertThat(uplink.health().getProblems(0)).contains("revoked").contains("enroll --again");
        assertThat(center.hellos).hasSize(1);

        center.isRevoked = false;
        enrol();
        Eventually.isTrue("back with a new identity", () -> uplink.state() instanceof UplinkState.Connected);
    }

    @Test
    void understandsARevocationAtTheDoor() throws Exception {
        center.isRevoked = true;
        enrol();
        uplink.start();

        Eventually.isTrue("revoked", () -> uplink.state() instanceof UplinkState.Revoked);
        assertThat(uplink.state().sentence()).contains("revoked by the test").contains("Flows keep running");
    }

    @Test
    void sendsNothingToACenterOfAnotherAuthority() throws Exception {
        try (var impostor = new FakeCenter(new TestAuthority("Somebody in between"))) {
            new IdentityFolder(data).store(TestIdentities.of(authority, impostor.address()));
            uplink.start();

            Eventually.isTrue("not trusted", () -> uplink.state().sentence().contains("is not to be trusted"));
            assertThat(impostor.hellos).isEmpty();
        }
    }

    @Test
    void renewsItsCertificateWithANewKeyAndReconnectsWithIt() throws Exception {
        Instant almostOver = Instant.now().minus(Duration.ofDays(70));
        Identity old = TestIdentities.of(authority, center.address(), almostOver, Duration.ofDays(90));
        new IdentityFolder(data).store(old);
        uplink.start();

        Eventually.isTrue("a second stream", () -> center.hellos.size() == 2);
        Identity renewed = new IdentityFolder(data).load().orElseThrow();
        assertThat(renewed.node()).isEqualTo(old.node());
        assertThat(renewed.key()).isNotEqualTo(old.key());
        assertThat(renewed.certificate().getNotAfter())
                .isAfter(old.certificate().getNotAfter());
        Eventually.isTrue("connected", () -> uplink.state() instanceof UplinkState.Connected);
        assertThat(uplink.identity()).contains(renewed);
    }

    @Test
    void saysWhyARenewalFailsWhenTheEndIsNear() throws Exception {
        center.renewedLife = Duration.ofDays(1);
        Instant nearlyOver = Instant.now().minus(Duration.ofDays(80));
        new IdentityFolder(data).store(TestIdentities.of(authority, center.address(), nearlyOver, Duration.ofDays(90)));
        uplink.start();

        Eventually.isTrue(
                "a problem",
                () -> uplink.health().getProblemsList().stream()
                        .anyMatch(problem ->
                                problem.contains("certificate ends on") && problem.contains("does not last longer")));
        assertThat(center.hellos).hasSize(1);
    }

    @Test
    void noticesThatItsClockIsOff() throws Exception {
        center.clockOffset = Duration.ofMinutes(-2);
        enrol();
        uplink.start();

        Eventually.isTrue(
                "a problem",
                () -> uplink.health().getProblemsList().stream()
                        .anyMatch(problem -> problem.matches("The clock of this node is 1[12]\\d seconds ahead of.*")));
    }

    private EnrolmentRequest request(FakeEnrolmentServer door, BootstrapToken token) throws Exception {
        return new EnrolmentRequest(
                new Enrolment(new IdentityFolder(data), Clock.systemUTC()),
                door.address().toString(),
                token.text(),
                "edge-one",
                "0.1.0",
                List.of("mroute"),
                Files.writeString(data.resolve("machine-id"), "3d1219c7c4c5404aaa1f6d2a48adfda4"));
    }

    private void enrol() throws Exception {
        new IdentityFolder(data).store(TestIdentities.of(authority, center.address()));
    }
}
