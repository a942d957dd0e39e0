package dev.flotilla.edge.foghorn.place;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The geographic database as a file that may be replaced while it is in use. A new one that cannot be read changes nothing. */
final class GeoFile implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GeoFile.class);
    private static final long LOOK_EVERY_NS = TimeUnit.MINUTES.toNanos(1);

    private final Path file;
    private final LongSupplier nowNs;
    private final ReentrantLock lock = new ReentrantLock();
    private GeoDatabase database;
    private @Nullable FileTime stamp;
    private long lookedNs;

    /** @throws IOException naming the file when it cannot be read */
    GeoFile(Path file, LongSupplier nowNs) throws IOException {
        this.file = file;
        this.nowNs = nowNs;
        this.stamp = Files.getLastModifiedTime(file);
        this.database = GeoDatabase.open(file);
        this.lookedNs = nowNs.getAsLong();
    }

    Whereabouts find(InetAddress address) {
        lock.lock();
        try {
            takeNewer();
            return database.find(address);
        } catch (IOException damaged) {
            LOG.debugf("%s does not tell where an address is: %s", file, damaged.getMessage());
            return Whereabouts.UNKNOWN;
        } finally {
            lock.unlock();
        }
    }

    private void takeNewer() throws IOException {
        if (nowNs.getAsLong() - lookedNs < LOOK_EVERY_NS) {
            return;
        }
        lookedNs = nowNs.getAsLong();
        try {
            FileTime present = Files.getLastModifiedTime(file);
            if (!present.equals(stamp)) {
                GeoDatabase next = GeoDatabase.open(file);
                database.close();
                database = next;
                stamp = present;
                LOG.infof("flotilla.foghorn.geo.database: took the new %s", file);
            }
        } catch (IOException unreadable) {
            LOG.warnf("flotilla.foghorn.geo.database: the present one stays: %s", unreadable.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            database.close();
        } finally {
            lock.unlock();
        }
    }
}
