package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import dev.flotilla.proto.foghorn.v1.Farewell;
import dev.flotilla.proto.foghorn.v1.FoghornControlGrpc;
import dev.flotilla.proto.foghorn.v1.FoghornMessage;
import dev.flotilla.proto.foghorn.v1.HelmsmanMessage;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import dev.flotilla.proto.foghorn.v1.Welcome;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One stream to one Foghorn, from Register to its end. It is written to on the thread that calls {@link #run} alone; others
 * leave what they want said in queues that have a bound. Nothing is written while the stream is not ready, and one message is
 * read at a time, so neither side can fill the other's memory.
 */
final class FoghornSession implements ClientResponseObserver<HelmsmanMessage, FoghornMessage> {
    private static final long WELCOME_DEADLINE_NS = Duration.ofSeconds(10).toNanos();
    private static final long BLOCKED_DEADLINE_NS = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_WAIT_NS = Duration.ofMillis(500).toNanos();
    /** More than a Foghorn has commands under way for one node. */
    private static final int MOST_RESULTS = 256;
    /** On the way without an acknowledgement, be it an empty one; a Foghorn takes no more. */
    private static final int MOST_BATCHES = 2;

    /** What the stream carries, and whom it tells. */
    record Cargo(
            HelmsmanReporting reporting,
            NodeMode mode,
            MediaDelivery events,
            CommandRunner commands,
            Consumer<ConfigSeed> onSeed,
            Consumer<Welcome> onWelcome,
            Supplier<Optional<Ending>> reasonToEnd) {}

    /** Why the node ends the stream; with a farewell when there is one. */
    record Ending(String why, Optional<Farewell> farewell) {}

    /** Why the stream is over. */
    record End(Status status) {}

    private sealed interface Signal {
        record Received(FoghornMessage message) implements Signal {}

        record Ended(Status status) implements Signal {}

        /** Something may have become possible or necessary. */
        record Wake() implements Signal {}
    }

    private final Cargo cargo;
    // One message at a time, one wake-up at a time, one end: never full.
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(4);
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private final PendingQuestions questions = new PendingQuestions();
    private final Queue<CommandResult> results = new ArrayBlockingQueue<>(MOST_RESULTS);
    private final Telling telling;

    private @Nullable ClientCallStreamObserver<HelmsmanMessage> call;
    private volatile boolean isWelcome;
    private long readyNs;
    private int batches;

    FoghornSession(Cargo cargo) {
        this.cargo = cargo;
        this.telling = new Telling(cargo.reporting(), cargo.mode());
    }

    /** Opens the stream and serves it until it ends. */
    End run(Channel channel) throws InterruptedException {
        var _ = FoghornControlGrpc.newStub(channel).connect(this);
        ClientCallStreamObserver<HelmsmanMessage> stream = stream();
        long startNs = System.nanoTime();
        readyNs = startNs;
        stream.onNext(telling.register());
        try {
            Optional<End> over = Optional.empty();
            while (over.isEmpty()) {
                over = turn(stream, startNs);
            }
            return over.get();
        } finally {
            isWelcome = false;
            cargo.events().ended(this);
            questions.close();
            stream.cancel("the node ends this stream", null);
        }
    }

    /** Whether the Foghorn has answered the Register. For any thread. */
    boolean isWelcome() {
        return isWelcome;
    }

    /** Makes {@link #run} look what there is to do. For any thread. */
    void wake() {
        if (isAwake.compareAndSet(false, true)) {
            signals.add(new Signal.Wake());
        }
    }

    /** Has the node reported at once. For any thread. */
    void changed() {
        telling.changed();
        wake();
    }

    /** Fails when the stream ends before the answer, or when too many questions wait for theirs. For any thread. */
    CompletableFuture<TriggerAnswer> ask(TriggerQuestion question) {
        CompletableFuture<TriggerAnswer> answer = questions.ask(question);
        wake();
        return answer;
    }

    private Optional<End> turn(ClientCallStreamObserver<HelmsmanMessage> stream, long startNs)
            throws InterruptedException {
        long waitNs = isWelcome ? telling.untilNext(System.nanoTime(), LONGEST_WAIT_NS) : LONGEST_WAIT_NS;
        Optional<End> end = switch (signals.poll(waitNs, TimeUnit.NANOSECONDS)) {
            case null -> Optional.empty();
            case Signal.Wake() -> {
                isAwake.set(false);
                yield Optional.empty();
            }
            case Signal.Ended(Status status) -> Optional.of(new End(status));
            case Signal.Received(FoghornMessage message) -> {
                received(message);
                stream.request(1);
                yield Optional.empty();
            }
        };
        Optional<End> over = end.or(() -> wanted(stream)).or(() -> overdue(startNs));
        if (over.isEmpty()) {
            sendWhatIsDue(stream);
        }
        return over;
    }

    private Optional<End> wanted(ClientCallStreamObserver<HelmsmanMessage> stream) {
        return cargo.reasonToEnd().get().map(ending -> {
            ending.farewell().ifPresent(farewell -> {
                stream.onNext(HelmsmanMessage.newBuilder().setFarewell(farewell).build());
                stream.onCompleted();
                awaitEnd();
            });
            return new End(Status.OK.withDescription(ending.why()));
        });
    }

    /** A cancelled stream takes its last words with it, so the Foghorn gets a moment to end it itself. */
    private void awaitEnd() {
        long untilNs = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        try {
            for (long left = 1; left > 0; left = untilNs - System.nanoTime()) {
                if (signals.poll(left, TimeUnit.NANOSECONDS) instanceof Signal.Ended) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void received(FoghornMessage message) {
        switch (message.getMessageCase()) {
            case WELCOME -> {
                telling.welcomed(message.getWelcome(), System.nanoTime());
                isWelcome = true;
                cargo.onWelcome().accept(message.getWelcome());
            }
            case ANSWER -> questions.answered(message.getAnswer());
            case ACKNOWLEDGEMENT -> {
                batches--;
                cargo.events().acknowledged(this, message.getAcknowledgement().getIdsList(), System.nanoTime());
            }
            case COMMAND -> {
                var _ = cargo.commands().run(message.getCommand()).thenAccept(result -> {
                    // One that finds no room is asked for again.
                    results.offer(Bounds.within(result));
                    wake();
                });
            }
            case SEED -> cargo.onSeed().accept(message.getSeed());
            case MESSAGE_NOT_SET -> {
                // A newer Foghorn says something that this agent does not know.
            }
        }
    }

    private Optional<End> overdue(long startNs) {
        long nowNs = System.nanoTime();
        if (!isWelcome && nowNs - startNs > WELCOME_DEADLINE_NS) {
            return Optional.of(new End(Status.DEADLINE_EXCEEDED.withDescription("it does not answer")));
        }
        if (isWelcome && nowNs - readyNs > BLOCKED_DEADLINE_NS) {
            return Optional.of(new End(Status.DEADLINE_EXCEEDED.withDescription("it does not read")));
        }
        return Optional.empty();
    }

    private void sendWhatIsDue(ClientCallStreamObserver<HelmsmanMessage> stream) {
        while (isWelcome && stream.isReady()) {
            readyNs = System.nanoTime();
            Optional<HelmsmanMessage> next = nextDue(readyNs);
            if (next.isEmpty()) {
                break;
            }
            stream.onNext(next.get());
        }
    }

    private Optional<HelmsmanMessage> nextDue(long nowNs) {
        Optional<TriggerQuestion> question = questions.next();
        if (question.isPresent()) {
            return Optional.of(
                    HelmsmanMessage.newBuilder().setQuestion(question.get()).build());
        }
        CommandResult result = results.poll();
        if (result != null) {
            return Optional.of(HelmsmanMessage.newBuilder().setResult(result).build());
        }
        return telling.next(nowNs).or(() -> events(nowNs));
    }

    private Optional<HelmsmanMessage> events(long nowNs) {
        if (batches == MOST_BATCHES) {
            return Optional.empty();
        }
        Optional<EventBatch> batch = cargo.events().next(this, nowNs);
        batch.ifPresent(_ -> batches++);
        return batch.map(
                events -> HelmsmanMessage.newBuilder().setEvents(events).build());
    }

    private ClientCallStreamObserver<HelmsmanMessage> stream() {
        if (call == null) {
            throw new IllegalStateException("the call was never started");
        }
        return call;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<HelmsmanMessage> requestStream) {
        call = requestStream;
        requestStream.disableAutoRequestWithInitial(1);
        requestStream.setOnReadyHandler(this::wake);
    }

    @Override
    public void onNext(FoghornMessage message) {
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
