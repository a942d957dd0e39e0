package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.FindStreamRequest;
import dev.flotilla.proto.stream.v1.FindStreamResponse;
import dev.flotilla.proto.stream.v1.Rejection;
import dev.flotilla.proto.stream.v1.ResolvePlaybackRequest;
import dev.flotilla.proto.stream.v1.ResolvePlaybackResponse;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc.StreamDirectoryStub;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the control center for streams. While it is away, one question a second finds out whether it is back, and the others
 * are answered at once. One question that comes to nothing is that question's trouble alone, unless nobody was there to hear it.
 */
final class CenterLine implements LookupCache.Center {
    private static final int DEADLINE_MS = 2_000;
    private static final long ASK_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);
    /** So many in a row are no slow query any more. */
    private static final int MOST_LATE = 3;

    private final LongSupplier nowNs;
    private volatile @Nullable Channel channel;
    private volatile String trouble = "not connected yet";
    private volatile boolean isAway = true;
    private volatile long askedNs;
    private volatile long answeredNs;
    private final AtomicInteger lateInARow = new AtomicInteger();
    private final LongAdder questions = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    CenterLine(LongSupplier nowNs) {
        this.nowNs = nowNs;
        this.askedNs = nowNs.getAsLong() - ASK_AGAIN_NS;
        this.answeredNs = askedNs;
    }

    /** From now on over this connection; null for over none, with the reason. */
    void use(@Nullable Channel next, String why) {
        channel = next;
        trouble = why;
        isAway = next == null;
    }

    @Override
    public boolean isAway() {
        return isAway;
    }

    /** The connection; empty while there is none. */
    Optional<Channel> channel() {
        return Optional.ofNullable(channel);
    }

    /** What was asked over the network since the start. */
    long questions() {
        return questions.sum();
    }

    /** What nobody answered of it. */
    long unanswered() {
        return unanswered.sum();
    }

    CompletionStage<Lookup> byPlaybackId(String playbackId) {
        var request =
                ResolvePlaybackRequest.newBuilder().setPlaybackId(playbackId).build();
        return ask(
                (StreamDirectoryStub stub, StreamObserver<ResolvePlaybackResponse> reply) ->
                        stub.resolvePlayback(request, reply),
                answer -> answer.hasStream()
                        ? new Lookup.Found(
                                answer.getStream(),
                                answer.hasArtifact() ? Optional.of(answer.getArtifact()) : Optional.empty())
                        : unknown(answer.getRejection()));
    }

    CompletionStage<Lookup> byName(String name) {
        var request = FindStreamRequest.newBuilder().setName(name).build();
        return ask(
                (StreamDirectoryStub stub, StreamObserver<FindStreamResponse> reply) -> stub.findStream(request, reply),
                answer -> answer.hasStream() ? new Lookup.Found(answer.getStream()) : unknown(answer.getRejection()));
    }

    CompletionStage<Lookup> byStreamKey(String streamKey) {
        var request =
                ValidateStreamKeyRequest.newBuilder().setStreamKey(streamKey).build();
        return ask(
                (StreamDirectoryStub stub, StreamObserver<ValidateStreamKeyResponse> reply) ->
                        stub.validateStreamKey(request, reply),
                answer -> answer.hasStream() ? new Lookup.Found(answer.getStream()) : unknown(answer.getRejection()));
    }

    private static Lookup unknown(Rejection rejection) {
        return new Lookup.Unknown(rejection == Rejection.REJECTION_CLUSTER_NOT_ENTITLED);
    }

    private <A> CompletionStage<Lookup> ask(
            BiConsumer<StreamDirectoryStub, StreamObserver<A>> call, Function<A, Lookup> meaning) {
        Channel present = channel;
        long now = nowNs.getAsLong();
        if (present == null || (isAway && now - askedNs < ASK_AGAIN_NS)) {
            return CompletableFuture.completedFuture(new Lookup.Unavailable(trouble));
        }
        askedNs = now;
        questions.increment();
        Reply<A> reply = new Reply<>(meaning, present, now);
        call.accept(StreamDirectoryGrpc.newStub(present).withDeadlineAfter(DEADLINE_MS, TimeUnit.MILLISECONDS), reply);
        return reply.lookup;
    }

    /** Takes the one answer of a call. */
    private final class Reply<A> implements StreamObserver<A> {
        final CompletableFuture<Lookup> lookup = new CompletableFuture<>();
        private final Function<A, Lookup> meaning;
        private final Channel over;
        private final long sinceNs;

        Reply(Function<A, Lookup> meaning, Channel over, long sinceNs) {
            this.meaning = meaning;
            this.over = over;
            this.sinceNs = sinceNs;
        }

        @Override
        public void onNext(A answer) {
            isAway = false;
            answeredNs = nowNs.getAsLong();
            lateInARow.set(0);
            lookup.complete(meaning.apply(answer));
        }

        @Override
        public void onError(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            if (status.getCode() == Status.Code.INVALID_ARGUMENT) {
                lookup.complete(new Lookup.Unknown());
                return;
            }
            String why = status.getCode() + (status.getDescription() == null ? "" : ": " + status.getDescription());
            if (isNobodyThere(status) && over.equals(channel) && answeredNs - sinceNs <= 0) {
                trouble = why;
                isAway = true;
            }
            unanswered.increment();
            lookup.complete(new Lookup.Unavailable(why));
        }

        private boolean isNobodyThere(Status status) {
            return switch (status.getCode()) {
                case UNAVAILABLE, UNAUTHENTICATED, PERMISSION_DENIED -> true;
                case DEADLINE_EXCEEDED -> lateInARow.incrementAndGet() >= MOST_LATE;
                default -> false;
            };
        }

        @Override
        public void onCompleted() {
            lookup.complete(new Lookup.Unavailable("the control center ended a call without an answer"));
        }
    }
}
