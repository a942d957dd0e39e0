package dev.flotilla.bench.control;

import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc.StreamDirectoryStub;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;

/** Nodes that ask whose stream keys are: at a steady rate whatever the answers take, or as fast as answers come. */
final class KeyQuestions implements AutoCloseable {
    private static final long TURN_NS = 250_000;
    private static final int MOST_UNDER_WAY = 4_000;
    private static final int CLOSED_LOOP = 64;
    private static final long PATIENCE_S = 30;
    /** One question in a hundred is for a key that there is not. */
    private static final int UNKNOWN_EVERY = 100;

    private final List<UplinkChannel> lines = new ArrayList<>();
    private final List<StreamDirectoryStub> stubs = new ArrayList<>();

    KeyQuestions(List<EnrolledNode> nodes) throws IOException {
        for (EnrolledNode node : nodes) {
            UplinkChannel line = node.connect("keys-" + lines.size());
            lines.add(line);
            stubs.add(StreamDirectoryGrpc.newStub(line.channel()));
        }
    }

    /**
     * What came of it.
     *
     * @param times from when each was due, so that a stall counts for all who had to wait
     */
    record Outcome(Times times, int failures, double perSecond) {}

    /** So many a second, evenly, for keys of the first {@code streams} streams by turns. */
    Outcome steadily(int perSecond, int seconds, int streams) throws IOException {
        Run run = new Run(MOST_UNDER_WAY);
        long begin = System.nanoTime();
        long count = (long) perSecond * seconds;
        long asked = 0;
        while (asked < count) {
            long due = Math.min(count, (System.nanoTime() - begin) * perSecond / 1_000_000_000L);
            while (asked < due) {
                run.ask((int) asked, key((int) asked, streams), begin + asked * 1_000_000_000L / perSecond);
                asked++;
            }
            LockSupport.parkNanos(TURN_NS);
        }
        return run.outcome(begin);
    }

    /** As fast as answers come, with so many questions under way that nobody waits for nothing. */
    Outcome atMost(int seconds, int streams) throws IOException {
        return closed(seconds, Integer.MAX_VALUE, asked -> asked % streams);
    }

    /** Each key once, so that nothing is known of it. */
    Outcome once(int from, int count) throws IOException {
        return closed(Integer.MAX_VALUE, count, asked -> from + asked);
    }

    private Outcome closed(int seconds, int count, IntUnaryOperator stream) throws IOException {
        Run run = new Run(CLOSED_LOOP);
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        for (int asked = 0; asked < count && System.nanoTime() < end; asked++) {
            run.ask(asked, Population.key(1 + stream.applyAsInt(asked)), 0);
        }
        return run.outcome(begin);
    }

    private static String key(int asked, int streams) {
        return asked % UNKNOWN_EVERY == 0
                ? "sk_%032x".formatted(asked / UNKNOWN_EVERY % 10)
                : Population.key(1 + asked % streams);
    }

    @Override
    public void close() {
        lines.forEach(UplinkChannel::close);
    }

    /** One measurement. */
    private final class Run {
        private final Times times = new Times();
        private final AtomicInteger failures = new AtomicInteger();
        private final int most;
        private final Semaphore places;

        Run(int most) {
            this.most = most;
            this.places = new Semaphore(most);
        }

        /** @param dueNs 0 for now */
        void ask(int number, String key, long dueNs) {
            places.acquireUninterruptibly();
            long since = dueNs == 0 ? System.nanoTime() : dueNs;
            stubs.get(number % stubs.size())
                    .withDeadlineAfter(PATIENCE_S, TimeUnit.SECONDS)
                    .validateStreamKey(
                            ValidateStreamKeyRequest.newBuilder()
                                    .setStreamKey(key)
                                    .build(),
                            new StreamObserver<>() {
                                @Override
                                public void onNext(ValidateStreamKeyResponse answer) {
                                    times.add(System.nanoTime() - since);
                                }

                                @Override
                                public void onError(Throwable failure) {
                                    failures.incrementAndGet();
                                    places.release();
                                }

                                @Override
                                public void onCompleted() {
                                    places.release();
                                }
                            });
        }

        Outcome outcome(long begin) throws IOException {
            try {
                if (!places.tryAcquire(most, PATIENCE_S, TimeUnit.SECONDS)) {
                    throw new IOException("questions were not answered within " + PATIENCE_S + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            return new Outcome(times, failures.get(), times.count() * 1e9 / (System.nanoTime() - begin));
        }
    }
}
