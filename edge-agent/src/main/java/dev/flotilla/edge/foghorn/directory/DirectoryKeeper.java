package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the directory going on one thread: connects under the identity that the node has now, watches what changes, and
 * brings what is known to the disk.
 */
final class DirectoryKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DirectoryKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final long WRITE_EVERY_NS = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST_PAUSE_NS = Duration.ofSeconds(30).toNanos();

    private final CachedDirectory directory;
    private final CenterLine line;
    private final LastKnownFile file;
    private final Supplier<Optional<Identity>> identity;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("directory").daemon().unstarted(this::keepGoing);

    private @Nullable Identity current;
    private @Nullable UplinkChannel connection;
    private @Nullable Watch watch;
    private int failedWatches;
    private long watchAgainNs;
    private long writtenVersion;
    private long writtenNs = System.nanoTime();

    DirectoryKeeper(
            CachedDirectory directory, CenterLine line, LastKnownFile file, Supplier<Optional<Identity>> identity) {
        this.directory = directory;
        this.line = line;
        this.file = file;
        this.identity = identity;
    }

    /** Reads what was known, and starts. */
    void start() {
        try {
            directory.restore(file.read());
        } catch (IOException damaged) {
            LOG.warnf("streams are not known until the control center answers: %s", damaged.getMessage());
        }
        thread.start();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepGoing() {
        try {
            do {
                connect();
                watchChanges();
                writeWhenDue(WRITE_EVERY_NS);
            } while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect("the agent stops");
            writeWhenDue(0);
        }
    }

    private void connect() {
        Identity present = identity.get().orElse(null);
        if (present == null ? current == null : present.equals(current)) {
            return;
        }
        disconnect("this node is not enrolled");
        current = present;
        if (present == null) {
            return;
        }
        try {
            UplinkChannel opened = new UplinkChannel(present, "directory-net");
            connection = opened;
            line.use(opened.channel(), "");
        } catch (SSLException unusable) {
            LOG.errorf("streams cannot be asked for: key or certificate cannot be used: %s", unusable.getMessage());
        }
    }

    private void disconnect(String why) {
        line.use(null, why);
        watch = null;
        watchAgainNs = System.nanoTime();
        UplinkChannel open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    private void watchChanges() {
        Watch present = watch;
        if (present != null && present.isOver) {
            failedWatches = present.isWorking ? 1 : failedWatches + 1;
            watchAgainNs = System.nanoTime() + pauseNs(failedWatches);
            watch = null;
        }
        UplinkChannel open = connection;
        if (open != null && watch == null && System.nanoTime() - watchAgainNs >= 0) {
            Watch next = new Watch();
            watch = next;
            StreamDirectoryGrpc.newStub(open.channel()).watchStreams(WatchStreamsRequest.getDefaultInstance(), next);
        }
    }

    /** One second, and twice as much after each further failure. */
    private static long pauseNs(int failures) {
        return Math.min(LONGEST_PAUSE_NS, Duration.ofSeconds(1).toNanos() << Math.min(failures - 1, 5));
    }

    private void writeWhenDue(long everyNs) {
        long version = directory.version();
        if (version == writtenVersion || System.nanoTime() - writtenNs < everyNs) {
            return;
        }
        writtenNs = System.nanoTime();
        try {
            file.write(directory.streams());
            writtenVersion = version;
        } catch (IOException full) {
            LOG.warnf("streams are not kept for the next start: %s", full.getMessage());
        }
    }

    /** Hears of changes on the thread of the connection. */
    private final class Watch implements StreamObserver<StreamChange> {
        volatile boolean isWorking;
        volatile boolean isOver;

        @Override
        public void onNext(StreamChange change) {
            if (change.getStreamId().isEmpty()) {
                isWorking = true;
                directory.suspectAll();
            } else {
                directory.forget(change);
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.debugf("changes of streams are not told: %s", Status.fromThrowable(failure));
            isOver = true;
        }

        @Override
        public void onCompleted() {
            isOver = true;
        }
    }
}
