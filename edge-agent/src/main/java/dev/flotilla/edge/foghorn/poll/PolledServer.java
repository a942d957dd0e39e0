package dev.flotilla.edge.foghorn.poll;

import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.proto.foghorn.v1.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One server and the thread that asks it. Its figures are those of the last answer that could be read. */
final class PolledServer {
    private static final Logger LOG = Logger.getLogger(PolledServer.class);
    private static final Capabilities ALL = Capabilities.of(List.of("edge", "ingest", "storage", "processing"));

    private final ServerName name;
    private final Region region;
    private final PolledServers.Asking asking;
    private final Duration interval;
    private final LongSupplier nowNs;
    private final Thread thread;
    private volatile Monitoring monitoring = Monitoring.STARTING;
    private @Nullable MistDocument before;
    private long beforeNs;

    PolledServer(ServerName name, Region region, PolledServers.Asking asking, Duration interval, LongSupplier nowNs) {
        this.name = name;
        this.region = region;
        this.asking = asking;
        this.interval = interval;
        this.nowNs = nowNs;
        this.thread = Thread.ofVirtual().name("poll " + name.text()).unstarted(this::run);
    }

    /** Lists the server and begins to ask it; false when the region is full. */
    boolean start() {
        if (!region.register(identity(), Set.of(), Mode.getDefaultInstance())) {
            return false;
        }
        thread.start();
        return true;
    }

    /** Ends the asking; what is under way has no effect any more when this returns. */
    synchronized void stop() {
        monitoring = Monitoring.OFFLINE;
        thread.interrupt();
        region.remove(name.text());
    }

    Monitoring monitoring() {
        return monitoring;
    }

    private void run() {
        while (monitoring != Monitoring.OFFLINE) {
            try {
                Set<ClientAddress> addresses = addresses();
                step(addresses);
                while (monitoring == Monitoring.ONLINE) {
                    Thread.sleep(interval);
                    step(addresses);
                }
                Thread.sleep(interval);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Asks once, and tells the region. */
    void step(Set<ClientAddress> addresses) throws InterruptedException {
        try {
            MistDocument document = MistDocument.read(asking.ask(name));
            answered(document, addresses);
        } catch (IOException | RuntimeException failure) {
            failed(failure);
        }
    }

    private synchronized void answered(MistDocument now, Set<ClientAddress> addresses) {
        if (monitoring == Monitoring.OFFLINE) {
            return;
        }
        if (monitoring != Monitoring.ONLINE) {
            region.register(identity(), addresses, Mode.getDefaultInstance());
        }
        long nanos = nowNs.getAsLong();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos - beforeNs + TimeUnit.MILLISECONDS.toNanos(500));
        MistDocument last = before;
        region.report(
                name.text(),
                now.report(
                        last == null ? 0 : perSecond(now.bytesUp() - last.bytesUp(), seconds),
                        last == null ? 0 : perSecond(now.bytesDown() - last.bytesDown(), seconds),
                        name.limitBytesPerS()));
        before = now;
        beforeNs = nanos;
        if (monitoring != Monitoring.ONLINE) {
            LOG.infof("MistServer %s answers", name.text());
        }
        monitoring = Monitoring.ONLINE;
    }

    private synchronized void failed(Exception failure) {
        if (monitoring == Monitoring.OFFLINE) {
            return;
        }
        if (monitoring != Monitoring.ERROR) {
            LOG.warnf(
                    "MistServer %s cannot be asked: %s",
                    name.text(), failure instanceof IOException ? failure.getMessage() : failure);
        }
        monitoring = Monitoring.ERROR;
        region.failed(name.text());
    }

    private Node.Identity identity() {
        return new Node.Identity(name.text(), "", name.host(), name.text(), "", ALL, true);
    }

    private static long perSecond(long bytes, long seconds) {
        return seconds <= 0 ? 0 : Math.max(0, bytes) / seconds;
    }

    private Set<ClientAddress> addresses() {
        try {
            return Arrays.stream(InetAddress.getAllByName(name.bareHost()))
                    .map(ClientAddress::of)
                    .collect(Collectors.toSet());
        } catch (UnknownHostException unknown) {
            return Set.of();
        }
    }
}
