package dev.flotilla.edge.uplink;

import dev.flotilla.edge.event.EventDelivery;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.uplink.v1.CenterMessage;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import dev.flotilla.proto.uplink.v1.FlowReports;
import dev.flotilla.proto.uplink.v1.Goodbye;
import dev.flotilla.proto.uplink.v1.Hello;
import dev.flotilla.proto.uplink.v1.LocalFlows;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import dev.flotilla.proto.uplink.v1.Region;
import dev.flotilla.proto.uplink.v1.UplinkGrpc;
import dev.flotilla.proto.uplink.v1.Welcome;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One stream to the control center, from Hello to its end. Everything happens on the thread that calls {@link #run}; others
 * only leave a signal. Nothing is written while the stream is not ready, and one message is read at a time, so neither side
 * can fill the other's memory.
 */
final class UplinkSession implements ClientResponseObserver<NodeMessage, CenterMessage> {
    private static final long WELCOME_DEADLINE_NS = Duration.ofSeconds(10).toNanos();
    private static final long BLOCKED_DEADLINE_NS = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_WAIT_NS = Duration.ofMillis(500).toNanos();

    /** What the stream carries, and whom it asks whether to go on. */
    record Cargo(
            NodeReporting node,
            Supplier<Health> health,
            FlowReporting flows,
            Reconciliation reconciliation,
            List<EventDelivery> events,
            Consumer<Region> onRegion,
            Consumer<DesiredRelease> onRelease,
            Consumer<UplinkState.Connected> onWelcome,
            Supplier<Optional<SessionEnd>> reasonToEnd) {}

    private sealed interface Signal {
        record Received(CenterMessage message) implements Signal {}

        record Ended(Status status) implements Signal {}

        /** Something may have become possible or necessary. */
        record Wake() implements Signal {}
    }

    private final UplinkAddress address;
    private final Cargo cargo;
    private final InstantSource clock;
    // One message at a time, one wake-up at a time, one end: never full.
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(4);
    private final AtomicBoolean isAwake = new AtomicBoolean();

    private @Nullable ClientCallStreamObserver<NodeMessage> call;
    private @Nullable Rhythm rhythm;
    private @Nullable LocalFlows toldLocalFlows;
    private Instant helloAt = Instant.EPOCH;
    private long readyNs;

    UplinkSession(UplinkAddress address, Cargo cargo, InstantSource clock) {
        this.address = address;
        this.cargo = cargo;
        this.clock = clock;
    }

    /** Opens the stream and serves it until it ends. */
    SessionEnd run(Channel channel) throws InterruptedException {
        var _ = UplinkGrpc.newStub(channel).connect(this);
        ClientCallStreamObserver<NodeMessage> stream = stream();
        long startNs = System.nanoTime();
        readyNs = startNs;
        helloAt = clock.instant();
        stream.onNext(NodeMessage.newBuilder().setHello(hello()).build());
        SessionEnd end = new SessionEnd.Stopped();
        try {
            Optional<SessionEnd> over = Optional.empty();
            while (over.isEmpty()) {
                over = turn(stream, startNs);
            }
            end = over.get();
            return end;
        } finally {
            if (end instanceof SessionEnd.Stopped || end instanceof SessionEnd.NewIdentity) {
                stream.onCompleted();
            } else {
                stream.cancel("the node ends this stream", null);
            }
        }
    }

    /** Makes {@link #run} look what there is to do. For any thread. */
    void wake() {
        if (isAwake.compareAndSet(false, true)) {
            signals.add(new Signal.Wake());
        }
    }

    private Optional<SessionEnd> turn(ClientCallStreamObserver<NodeMessage> stream, long startNs)
            throws InterruptedException {
        long waitNs = rhythm == null ? LONGEST_WAIT_NS : rhythm.untilNext(System.nanoTime(), LONGEST_WAIT_NS);
        Signal signal = signals.poll(waitNs, TimeUnit.NANOSECONDS);
        Optional<SessionEnd> end = switch (signal) {
            case null -> Optional.empty();
            case Signal.Wake() -> {
                isAwake.set(false);
                yield Optional.empty();
            }
            case Signal.Ended(Status status) -> Optional.of(ended(status));
            case Signal.Received(CenterMessage message) -> {
                Optional<SessionEnd> said = received(message);
                stream.request(1);
                yield said;
            }
        };
        Optional<SessionEnd> over = end.or(cargo.reasonToEnd()).or(() -> overdue(startNs));
        if (over.isEmpty()) {
            sendWhatIsDue(stream);
        }
        return over;
    }

    private Optional<SessionEnd> received(CenterMessage message) {
        switch (message.getMessageCase()) {
            case WELCOME -> welcomed(message.getWelcome());
            case DESIRED -> cargo.reconciliation().offer(message.getDesired());
            case ACKNOWLEDGEMENT -> {
                long nowNs = System.nanoTime();
                List<String> ids = message.getAcknowledgement().getIdsList();
                cargo.events().forEach(events -> events.acknowledged(ids, nowNs));
            }
            case REGION -> cargo.onRegion().accept(message.getRegion());
            case RELEASE -> cargo.onRelease().accept(message.getRelease());
            case GOODBYE -> {
                return Optional.of(ended(message.getGoodbye()));
            }
            case MESSAGE_NOT_SET -> {
                // A newer control center says something that this agent does not know.
            }
        }
        return Optional.empty();
    }

    private void welcomed(Welcome welcome) {
        Instant now = clock.instant();
        rhythm = Rhythm.of(welcome, System.nanoTime());
        cargo.reconciliation().tellAgain();
        cargo.onWelcome()
                .accept(new UplinkState.Connected(
                        now,
                        welcome.getNodeName(),
                        welcome.getTenantName(),
                        welcome.getClusterName(),
                        clockAhead(helloAt, Instant.ofEpochMilli(welcome.getClockMs()), now)));
    }

    /**
     * By how much our clock is ahead, at least. The control center read its own at some time between question and answer, so a
     * slow connection leaves room, and within that room our clock is taken for right.
     */
    static Duration clockAhead(Instant asked, Instant theirs, Instant answered) {
        if (asked.isAfter(theirs)) {
            return Duration.between(theirs, asked);
        }
        return answered.isBefore(theirs) ? Duration.between(theirs, answered) : Duration.ZERO;
    }

    private Optional<SessionEnd> overdue(long startNs) {
        long nowNs = System.nanoTime();
        if (rhythm == null && nowNs - startNs > WELCOME_DEADLINE_NS) {
            return Optional.of(new SessionEnd.Lost(address + " does not answer"));
        }
        if (cargo.events().stream().anyMatch(events -> events.isOverdue(nowNs))) {
            return Optional.of(new SessionEnd.Lost(address + " does not acknowledge events"));
        }
        if (rhythm != null && nowNs - readyNs > BLOCKED_DEADLINE_NS) {
            return Optional.of(new SessionEnd.Lost(address + " does not read"));
        }
        return Optional.empty();
    }

    private void sendWhatIsDue(ClientCallStreamObserver<NodeMessage> stream) {
        while (rhythm != null && stream.isReady()) {
            readyNs = System.nanoTime();
            Optional<NodeMessage> next = nextDue(rhythm, readyNs);
            if (next.isEmpty()) {
                break;
            }
            stream.onNext(next.get());
        }
    }

    private Optional<NodeMessage> nextDue(Rhythm due, long nowNs) {
        var result = cargo.reconciliation().nextResult();
        if (result.isPresent()) {
            return Optional.of(NodeMessage.newBuilder().setResult(result.get()).build());
        }
        if (due.takeHealth(nowNs)) {
            return Optional.of(
                    NodeMessage.newBuilder().setHealth(cargo.health().get()).build());
        }
        if (due.takeReport(nowNs)) {
            return Optional.of(NodeMessage.newBuilder().setFlows(flowReports()).build());
        }
        return cargo.events().stream()
                .flatMap(events -> events.next(nowNs).stream())
                .findFirst()
                .map(batch -> NodeMessage.newBuilder().setEvents(batch).build());
    }

    private FlowReports flowReports() {
        FlowReports.Builder reports = FlowReports.newBuilder()
                .addAllReports(cargo.flows().reports())
                .addAllProbes(cargo.flows().probes());
        LocalFlows local = cargo.flows().local();
        if (!local.equals(toldLocalFlows)) {
            reports.setLocal(local);
            toldLocalFlows = local;
        }
        return reports.build();
    }

    private Hello hello() {
        return Hello.newBuilder()
                .setInventory(cargo.node().inventory())
                .setGeneration(cargo.reconciliation().held().value())
                .setHasForeignFlows(cargo.reconciliation().hasForeignFlows())
                .setClockMs(helloAt.toEpochMilli())
                .build();
    }

    private SessionEnd ended(Status status) {
        String why = CallFailure.words(status, address);
        return switch (status.getCode()) {
            case OK -> new SessionEnd.Lost(address + " ended the stream");
            case PERMISSION_DENIED ->
                new SessionEnd.Revoked(
                        Optional.ofNullable(status.getDescription()).orElse(""));
            default -> new SessionEnd.Lost(why);
        };
    }

    private SessionEnd ended(Goodbye goodbye) {
        return switch (goodbye.getReason()) {
            case REASON_REVOKED -> new SessionEnd.Revoked(withoutFullStop(goodbye.getDetail()));
            case REASON_REPLACED ->
                new SessionEnd.Replaced("another stream of this node has come; do two machines hold its identity?");
            case REASON_SHUTTING_DOWN -> new SessionEnd.Lost("the control center shuts down");
            case REASON_UNSPECIFIED, UNRECOGNIZED ->
                new SessionEnd.Lost("the control center says goodbye: " + goodbye.getDetail());
        };
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private ClientCallStreamObserver<NodeMessage> stream() {
        if (call == null) {
            throw new IllegalStateException("the call was never started");
        }
        return call;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<NodeMessage> requestStream) {
        call = requestStream;
        requestStream.disableAutoRequestWithInitial(1);
        requestStream.setOnReadyHandler(this::wake);
    }

    @Override
    public void onNext(CenterMessage message) {
        signals.add(new Signal.Received(message));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal.Ended(Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
        signals.add(new Signal.Ended(Status.OK));
    }
}
