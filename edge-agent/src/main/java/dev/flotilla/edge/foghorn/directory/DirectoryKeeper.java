package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.WatchArtifactOrdersRequest;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
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

    private final CachedDirectory directory;
    private final CenterLine line;
    private final LastKnownFile file;
    private final Supplier<Optional<Identity>> identity;
    private final Watch<StreamChange> changes;
    private final Watch<ArtifactOrder> orders;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("directory").daemon().unstarted(this::keepGoing);

    private @Nullable Identity current;
    private @Nullable UplinkChannel connection;
    private long writtenVersion;
    private long writtenNs = System.nanoTime();

    DirectoryKeeper(
            CachedDirectory directory,
            CenterLine line,
            CenterArtifacts artifacts,
            LastKnownFile file,
            Supplier<Optional<Identity>> identity) {
        this.directory = directory;
        this.line = line;
        this.file = file;
        this.identity = identity;
        this.changes = new Watch<>(
                "changes of streams",
                (stub, heard) -> stub.watchStreams(WatchStreamsRequest.getDefaultInstance(), heard),
                this::changed);
        this.orders = new Watch<>(
                "orders of clips and recordings",
                (stub, heard) -> stub.watchArtifactOrders(WatchArtifactOrdersRequest.getDefaultInstance(), heard),
                artifacts::ordered);
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
                look();
            } while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect("the agent stops");
            writeWhenDue(0);
        }
    }

    /** Whatever goes wrong, it goes on with the next look. */
    private void look() {
        try {
            connect();
            watch();
            writeWhenDue(WRITE_EVERY_NS);
        } catch (RuntimeException bug) {
            LOG.error("the directory could not be looked after", bug);
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
        changes.drop();
        orders.drop();
        UplinkChannel open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    private void watch() {
        UplinkChannel open = connection;
        if (open != null) {
            if (changes.isOver()) {
                // A replica that stops says so by this: questions go to another one from now on.
                open.renew();
            }
            changes.look(open.channel());
            orders.look(open.channel());
        }
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

    private void changed(StreamChange change) {
        if (change.getStreamId().isEmpty()) {
            directory.suspectAll();
        } else {
            directory.forget(change);
        }
    }
}
