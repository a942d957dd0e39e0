package dev.flotilla.edge.probe;

import dev.flotilla.edge.engine.stream.Continuity;
import dev.flotilla.proto.node.v1.ProbeReport;
import dev.flotilla.unit.Bitrate;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Receives UDP datagrams at one local address and counts them. Its thread opens the port, and tries again while it is taken. */
final class Probe implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Probe.class);
    private static final int PACKET_BYTES = 188;
    private static final byte SYNC = 0x47;
    private static final int MAX_DATAGRAM_BYTES = 65_536;
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int WAIT_MS = 200;
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final String name;
    private final InetSocketAddress address;
    private final Thread thread;
    private volatile boolean isClosed;
    private volatile ProbeReport report;

    private final Continuity continuity = new Continuity();
    /** Datagrams that are no whole transport-stream packets: a break for whoever decodes them. */
    private long unsynchronized;

    private long packets;
    private long lastPacketAtMs;
    private long windowBytes;
    private long windowStartNs;

    /**
     * A probe of that address, which does not listen before it is started.
     *
     * @throws IllegalArgumentException unless the address is {@code udp://HOST:PORT}
     */
    Probe(URI address) {
        if (!"udp".equals(address.getScheme()) || address.getHost() == null || address.getPort() < 0) {
            throw new IllegalArgumentException("flotilla.probe.address must be udp://HOST:PORT: " + address);
        }
        this.name = address.toString();
        this.address = new InetSocketAddress(address.getHost(), address.getPort());
        this.report = ProbeReport.newBuilder().setAddress(name).build();
        this.thread = Thread.ofPlatform().name("probe").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The newest counters, at most a good second old. */
    ProbeReport report() {
        return report;
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed) {
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
                socket.setSoTimeout(WAIT_MS);
                socket.bind(address);
                receive(socket);
            } catch (IOException failure) {
                LOG.errorf("flotilla.probe.address=%s: cannot receive there: %s", name, failure.getMessage());
                pause();
            }
        }
    }

    private void receive(DatagramSocket socket) throws IOException {
        byte[] bytes = new byte[MAX_DATAGRAM_BYTES];
        ByteBuffer view = ByteBuffer.wrap(bytes);
        DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
        windowStartNs = System.nanoTime();
        while (!isClosed) {
            datagram.setLength(bytes.length);
            try {
                socket.receive(datagram);
                count(view, datagram.getLength());
            } catch (SocketTimeoutException nothingCame) {
                LOG.trace("nothing came");
            }
            endWindow();
        }
    }

    private void count(ByteBuffer bytes, int length) {
        packets++;
        windowBytes += length;
        lastPacketAtMs = System.currentTimeMillis();
        int whole = length - length % PACKET_BYTES;
        for (int at = 0; at < whole; at += PACKET_BYTES) {
            if (bytes.get(at) != SYNC) {
                unsynchronized++;
                return;
            }
        }
        continuity.check(bytes, 0, whole);
    }

    private void endWindow() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - windowStartNs);
        if (elapsed.compareTo(WINDOW) >= 0) {
            report = ProbeReport.newBuilder()
                    .setAddress(name)
                    .setPackets(packets)
                    .setContinuityErrors(continuity.errors() + unsynchronized)
                    .setBitrateBps(Bitrate.of(windowBytes, elapsed).bps())
                    .setLastPacketAtMs(lastPacketAtMs)
                    .build();
            windowBytes = 0;
            windowStartNs = System.nanoTime();
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
