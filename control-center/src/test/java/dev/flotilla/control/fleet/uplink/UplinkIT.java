package dev.flotilla.control.fleet.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.Events;
import dev.flotilla.control.fleet.Node;
import dev.flotilla.control.fleet.NodeReport;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.id.EventId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.Goodbye;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import dev.flotilla.proto.uplink.v1.RenewCertificateRequest;
import dev.flotilla.proto.uplink.v1.UplinkGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class UplinkIT {
    @Inject
    TestFleet fleet;

    @Inject
    Nodes nodes;

    @Inject
    NodeReports reports;

    @Inject
    Events events;

    @Inject
    Tenancy tenancy;

    @ConfigProperty(name = "quarkus.grpc.server.port")
    int port;

    private TenantId tenant;
    private TestNode node;

    @BeforeEach
    void oneNode() throws Exception {
        tenant = fleet.tenant();
        node = TestNode.enrol(fleet.token(tenant, 1).secret());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void welcomesANode() throws Exception {
        var welcome = node.connect().say(node.hello(0)).next().getWelcome();
        assertThat(welcome.getNodeName()).isEqualTo(node.machine().hostname());
        assertThat(welcome.getClusterName()).isEqualTo("default");
        assertThat(welcome.getTenantName()).startsWith("Tenant");
        assertThat(welcome.getClockMs())
                .isCloseTo(Instant.now().toEpochMilli(), org.assertj.core.data.Offset.offset(60_000L));
        assertThat(welcome.getReportIntervalMs()).isEqualTo(1000);
        assertThat(state()).isEqualTo(Node.State.ONLINE);
    }

    @Test
    void showsWhatANodeReports() throws Exception {
        try (var second = TestNode.enrol(fleet.token(tenant, 1).secret())) {
            var stream = second.join(0).say(TestNode.health("The disk is full"));
            await(second, report -> report.health().getProblemsCount() == 1);
            assertThat(nodes.get(tenant, second.id().value()).state(reports.latest(tenant, second.id())))
                    .isEqualTo(Node.State.PROBLEM);
            assertThat(reports.latest(tenant, second.id()).inventory().getCpuCores())
                    .isEqualTo(4);
            assertThat(stream).isNotNull();
        }
        await(node, report -> !report.isOnline());
    }

    @Test
    void showsTheLastReportOfANodeThatHasGone() throws Exception {
        node.join(0).say(TestNode.health());
        await(node, report -> report.health().getCpu() > 0);
        node.close();
        await(node, report -> !report.isOnline());
        assertThat(state()).isEqualTo(Node.State.OFFLINE);
        await(node, report -> rowsOf("fleet.node_report where node_id = '" + node.id() + "'") == 1);
        assertThat(reports.latest(tenant, node.id()).health().getCpu()).isEqualTo(0.25);
    }

    @Test
    void wantsHelloFirstAndOnce() throws Exception {
        Status tooEarly = node.connect().say(TestNode.health()).end();
        assertThat(tooEarly.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        Status twice = node.join(0).say(node.hello(0)).end();
        assertThat(twice.getDescription()).contains("hello must come once");
    }

    @Test
    void namesWhatIsWrongWithAMessage() throws Exception {
        var stream = node.join(0)
                .say(NodeMessage.newBuilder()
                        .setHealth(Health.newBuilder().setMeasuredAtMs(1).setCpu(7)));
        Status end = stream.end();
        assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(end.getDescription()).isEqualTo("health.cpu must be 0 to 1: '7.0'");
    }

    @Test
    void endsTheFirstStreamWhenASecondComes() throws Exception {
        var first = node.join(0);
        var second = node.join(0);
        assertThat(first.next().getGoodbye().getReason()).isEqualTo(Goodbye.Reason.REASON_REPLACED);
        assertThat(first.end().getCode()).isEqualTo(Status.Code.ABORTED);
        second.say(TestNode.health());
        await(node, report -> report.health().getCpu() > 0);
        assertThat(state()).isEqualTo(Node.State.ONLINE);
    }

    @Test
    void holdsNoMoreThanThreeStreamsOfANode() throws Exception {
        // The server may take up simultaneous calls in another order than they were made.
        var ends = new LinkedBlockingQueue<Status>();
        for (int i = 0; i < 4; i++) {
            node.connect().whenEnded(ends::add);
        }
        assertThat(ends.poll(10, TimeUnit.SECONDS))
                .extracting(Status::getCode)
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(ends).isEmpty();
    }

    @Test
    void countsPastANodeThatHoldsMoreThanARestoredDatabaseKnows() throws Exception {
        var desired = node.join(41).next().getDesired();
        assertThat(desired.getGeneration()).isEqualTo(42);
        assertThat(desired.getFlowsList()).isEmpty();
        assertThat(rowsOf("flow.node where generation = 42 and node_id = '" + node.id() + "'"))
                .isEqualTo(1);
        assertThat(node.join(0).next().getDesired().getGeneration()).isEqualTo(42);
    }

    @Test
    void trustsNoGenerationOfItsOwnThatTheNodeNeverAnswered() throws Exception {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "insert into flow.node (node_id, tenant_id, generation, answered_generation) values (?, ?, 8,"
                                + " 5)",
                        node.id().value(),
                        tenant.value())));
        var stream = node.join(8);
        assertThat(stream.next().getDesired().getGeneration()).isEqualTo(9);
        stream.say(NodeMessage.newBuilder()
                .setResult(DesiredStateResult.newBuilder().setGeneration(9)));
        stream.say(TestNode.health());
        await(node, report -> report.health().getCpu() > 0);
        node.join(9);
        assertThat(rowsOf("flow.node where generation = 9 and node_id = '" + node.id() + "'"))
                .isEqualTo(1);
    }

    @Test
    void tellsANodeThatStillRunsTheFlowsOfAnotherThatNothingIsWanted() throws Exception {
        var hello = node.hello(0);
        hello.getHelloBuilder().setHasForeignFlows(true);
        var stream = node.connect().say(hello);
        assertThat(stream.next().hasWelcome()).isTrue();
        assertThat(stream.next().getDesired().getGeneration()).isEqualTo(1);
        assertThat(rowsOf("flow.node where generation = 1 and node_id = '" + node.id() + "'"))
                .isEqualTo(1);
    }

    @Test
    void refusesAGenerationThatLeavesNoRoomToCountOn() throws Exception {
        Status end = node.connect().say(node.hello(Long.MAX_VALUE)).end();
        assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(end.getDescription()).startsWith("hello.generation must be 0 to");
    }

    @Test
    void endsAnOpenStreamAtRevocation() throws Exception {
        var stream = node.join(0);
        long start = System.nanoTime();
        nodes.revoke(tenant, node.id().value());
        assertThat(stream.next().getGoodbye().getReason()).isEqualTo(Goodbye.Reason.REASON_REVOKED);
        assertThat(stream.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(node.connect().say(node.hello(0)).end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(state()).isEqualTo(Node.State.REVOKED);
    }

    @Test
    void endsAnOpenStreamThatAnotherReplicaRevoked() throws Exception {
        var stream = node.join(0);
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update certificate.issued set revoked_at = now() where node_id = ?",
                        node.id().value())));
        assertThat(stream.next().getGoodbye().getReason()).isEqualTo(Goodbye.Reason.REASON_REVOKED);
    }

    @Test
    void endsTheStreamOfAnIdentityThatWasEnrolledAgain() throws Exception {
        var stream = node.join(0);
        TestFleet.enrol(node.machine().withNewKey(), fleet.token(tenant, 1).secret())
                .statusCode(201);
        assertThat(stream.next().getGoodbye().getReason()).isEqualTo(Goodbye.Reason.REASON_REVOKED);
    }

    @Test
    void renewsACertificate() throws Exception {
        var machine = node.machine().withNewKey();
        var answer = node.calls()
                .renewCertificate(RenewCertificateRequest.newBuilder()
                        .setCertificateRequest(
                                ByteString.copyFrom(machine.certificateRequest().getEncoded()))
                        .build());
        assertThat(answer.getCertificatesCount()).isEqualTo(2);
        X509Certificate renewed = der(answer.getCertificates(0));
        assertThat(renewed.getPublicKey()).isEqualTo(machine.key().getPublic());
        var channel = TestNode.channel(
                "127.0.0.1:" + port, machine.key().getPrivate(), renewed, der(answer.getCertificates(1)));
        try {
            assertThat(UplinkGrpc.newBlockingStub(channel)
                            .renewCertificate(RenewCertificateRequest.newBuilder()
                                    .setCertificateRequest(ByteString.copyFrom(
                                            machine.certificateRequest().getEncoded()))
                                    .build())
                            .getCertificatesCount())
                    .isEqualTo(2);
        } finally {
            channel.shutdownNow();
        }
        assertThat(node.join(0)).isNotNull();
    }

    @Test
    void refusesARenewalThatProvesNoKey() {
        assertThatThrownBy(() -> node.calls()
                        .renewCertificate(RenewCertificateRequest.newBuilder()
                                .setCertificateRequest(ByteString.copyFromUtf8("nonsense"))
                                .build()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                    assertThat(e.getStatus().getDescription()).startsWith("certificate_request must");
                });
    }

    @Test
    void refusesARenewalAfterRevocation() {
        nodes.revoke(tenant, node.id().value());
        assertThatNoCertificateIsRenewed();
    }

    @Test
    void refusesARevokedNodeWhateverItsCertificateSays() throws Exception {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update fleet.node set revoked_at = now() where id = ?",
                        node.id().value())));
        assertThat(node.connect().say(node.hello(0)).end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThatNoCertificateIsRenewed();
    }

    @Test
    void shutsTheDoorOnAStranger() throws Exception {
        var channel =
                TestNode.stranger("127.0.0.1:" + port, fleet.certificates().authority());
        try {
            assertThatThrownBy(() -> UplinkGrpc.newBlockingStub(channel)
                            .renewCertificate(RenewCertificateRequest.getDefaultInstance()))
                    .isInstanceOf(StatusRuntimeException.class);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void acknowledgesAnEventOnceItIsKeptAndKeepsItOnce() throws Exception {
        var stream = node.join(0);
        var event = Event.newBuilder()
                .setId(EventId.at(Instant.now()).value())
                .setOccurredAtMs(Instant.now().toEpochMilli())
                .setType("flow_started")
                .setSeverity(Severity.SEVERITY_WARNING)
                .setMessage("A flow started.")
                .build();
        for (int time = 0; time < 2; time++) {
            stream.say(
                    NodeMessage.newBuilder().setEvents(EventBatch.newBuilder().addEvents(event)));
            assertThat(stream.next().getAcknowledgement().getIdsList()).containsExactly(event.getId());
            assertThat(events.page(
                                    tenant,
                                    10,
                                    Optional.empty(),
                                    new Events.Whose(node.id().value(), null, null))
                            .items())
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.message()).isEqualTo("A flow started."));
        }
    }

    @Test
    void keepsANodeWaitingThatBringsTooManyEventsAndLosesNone() throws Exception {
        int batches = 7;
        var stream = node.join(0);
        long start = System.nanoTime();
        for (int i = 0; i < batches; i++) {
            stream.say(
                    NodeMessage.newBuilder().setEvents(EventBatch.newBuilder().addAllEvents(manyEvents())));
        }
        for (int i = 0; i < batches; i++) {
            assertThat(stream.next().getAcknowledgement().getIdsCount()).isEqualTo(500);
        }
        // 3500 events: 2500 at once, and 250 a second after them.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(4));
        assertThat(rowsOf("event.inbox where type <> 'node_online' and node_id = '" + node.id() + "'"))
                .isEqualTo(3500);
    }

    private void assertThatNoCertificateIsRenewed() {
        assertThatThrownBy(() -> node.calls()
                        .renewCertificate(RenewCertificateRequest.newBuilder()
                                .setCertificateRequest(request(node.machine()))
                                .build()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
    }

    private static List<Event> manyEvents() {
        return IntStream.range(0, 500)
                .mapToObj(i -> Event.newBuilder()
                        .setId(EventId.at(Instant.now()).value())
                        .setOccurredAtMs(Instant.now().toEpochMilli())
                        .setType("flow_started")
                        .setMessage("A flow started.")
                        .build())
                .toList();
    }

    private static ByteString request(TestMachine machine) {
        try {
            return ByteString.copyFrom(machine.certificateRequest().getEncoded());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate der(ByteString bytes) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private Node.State state() {
        return nodes.get(tenant, node.id().value()).state(reports.latest(tenant, node.id()));
    }

    private int rowsOf(String where) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one("select count(*) from " + where, row -> row.getInt(1))
                        .orElseThrow()));
    }

    private void await(TestNode who, Predicate<NodeReport> condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.test(reports.latest(tenant, who.id()))) {
            assertThat(System.nanoTime())
                    .as("still: %s", reports.latest(tenant, who.id()))
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
