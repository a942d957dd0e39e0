package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc.StreamDirectoryStub;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A call by which the control center tells something as long as it can, made again whenever it ends: after a second, and after
 * twice as long with each further failure. One thread looks after it; what it brings is heard on the thread of the connection.
 */
final class Watch<T> {
    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final long FIRST_PAUSE_NS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE_NS = Duration.ofSeconds(30).toNanos();

    private final String what;
    private final BiConsumer<StreamDirectoryStub, StreamObserver<T>> call;
    private final Consumer<T> listener;
    private @Nullable Hearing hearing;
    private int failures;
    private long againNs = System.nanoTime();

    /** @param what it tells, for the log */
    Watch(String what, BiConsumer<StreamDirectoryStub, StreamObserver<T>> call, Consumer<T> listener) {
        this.what = what;
        this.call = call;
        this.listener = listener;
    }

    /** Begins anew what has ended, when it is time. To be called every second or so. */
    void look(Channel channel) {
        long now = System.nanoTime();
        Hearing present = hearing;
        if (present != null && present.isOver) {
            boolean worked = present.hasHeard || now - present.sinceNs > LONGEST_PAUSE_NS;
            failures = worked ? 1 : failures + 1;
            againNs = now + Math.min(LONGEST_PAUSE_NS, FIRST_PAUSE_NS << Math.min(failures - 1, 5));
            hearing = null;
        }
        if (hearing == null && now - againNs >= 0) {
            Hearing next = new Hearing();
            hearing = next;
            call.accept(StreamDirectoryGrpc.newStub(channel), next);
        }
    }

    /** Whether the control center has ended it, and it was not made again yet. */
    boolean isOver() {
        Hearing present = hearing;
        return present != null && present.isOver;
    }

    /** There is no connection any more, and the next one is another. */
    void drop() {
        hearing = null;
        againNs = System.nanoTime();
    }

    /** One call. */
    private final class Hearing implements StreamObserver<T> {
        final long sinceNs = System.nanoTime();
        volatile boolean hasHeard;
        volatile boolean isOver;

        @Override
        public void onNext(T told) {
            hasHeard = true;
            try {
                listener.accept(told);
            } catch (RuntimeException bug) {
                LOG.errorf(bug, "something of %s could not be dealt with", what);
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.debugf("%s: not told: %s", what, Status.fromThrowable(failure));
            isOver = true;
        }

        @Override
        public void onCompleted() {
            isOver = true;
        }
    }
}
