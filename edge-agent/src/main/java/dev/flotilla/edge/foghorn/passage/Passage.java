package dev.flotilla.edge.foghorn.passage;

import dev.flotilla.edge.uplink.identity.UplinkAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One port that leads to one address: every connection to it becomes one to there. Those who talk through it trust nothing but
 * what their TLS tells them, so it is trusted with nothing.
 */
final class Passage implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Passage.class);
    private static final int BACKLOG = 128;
    private static final int CONNECT_DEADLINE_MS = 10_000;
    private static final long PAUSE_NS = Duration.ofMillis(100).toNanos();

    private final ServerSocket door;
    private final Supplier<Optional<UplinkAddress>> target;
    private final int most;
    private final Duration idle;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> openFrom = new ConcurrentHashMap<>();

    /**
     * @param target where it leads; empty while nobody knows
     * @throws IOException when the address cannot be listened on
     */
    Passage(InetSocketAddress address, Supplier<Optional<UplinkAddress>> target, int most, Duration idle)
            throws IOException {
        this.target = target;
        this.most = most;
        this.idle = idle;
        door = new ServerSocket();
        try {
            door.setReuseAddress(true);
            door.bind(address, BACKLOG);
        } catch (IOException e) {
            door.close();
            throw e;
        }
        Thread.ofVirtual().name("passage").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many connections pass now. */
    int connections() {
        return open.size();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.ofVirtual().name("passage-in").start(() -> serve(caller));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    LOG.warnf("a connection could not be taken: %s", e.getMessage());
                    // Out of file descriptors, say: trying at once again would only burn a processor.
                    LockSupport.parkNanos(PAUSE_NS);
                }
            }
        }
    }

    private void serve(Socket caller) {
        InetAddress from = caller.getInetAddress();
        boolean isCounted = openFrom.merge(from, 1, Integer::sum) <= Math.max(1, most / 4);
        try (caller) {
            Optional<UplinkAddress> there = target.get();
            if (isCounted && open.size() < most && there.isPresent()) {
                pass(caller, there.get());
            } else {
                LOG.debugf("a connection from %s is not let through", from);
            }
        } catch (IOException e) {
            LOG.debugf("a connection from %s ended: %s", from, e.getMessage());
        } finally {
            openFrom.computeIfPresent(from, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private void pass(Socket caller, UplinkAddress there) throws IOException {
        try (Socket called = new Socket()) {
            called.connect(new InetSocketAddress(there.host(), there.port()), CONNECT_DEADLINE_MS);
            var connection = new Connection(caller, called, idle);
            open.add(connection);
            try {
                connection.pass();
            } finally {
                open.remove(connection);
            }
        }
    }

    /** Closes the door and all that pass. */
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            LOG.warnf("port %d does not close: %s", port(), e.getMessage());
        }
        open.forEach(Connection::close);
    }
}
