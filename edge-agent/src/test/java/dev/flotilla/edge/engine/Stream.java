package dev.flotilla.edge.engine;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends numbered packets at an even pace, seven per datagram, until it is closed. */
public final class Stream implements AutoCloseable {
    private static final int PACKETS = 7;
    private static final long INTERVAL_NS = 2_000_000;

    private final UdpPeer sender;
    private final int[] ports;
    private final NumberedPackets packets = new NumberedPackets();
    private final Thread thread = new Thread(this::run, "stream");
    private volatile boolean isClosed;
    private final AtomicLong sent = new AtomicLong();

    private Stream(UdpPeer sender, int... ports) {
        this.sender = sender;
        this.ports = ports.clone();
    }

    /** Begins to send to those ports of the loopback, the same to each. */
    public static Stream start(UdpPeer sender, int... ports) {
        var stream = new Stream(sender, ports);
        stream.thread.start();
        return stream;
    }

    private void run() {
        long nextNs = System.nanoTime();
        while (!isClosed) {
            byte[] bytes = packets.take(PACKETS);
            try {
                for (int port : ports) {
                    sender.send(bytes, 0, bytes.length, port);
                }
                sent.addAndGet(PACKETS);
            } catch (IOException nobodyThere) {
                // The next one may find somebody.
            }
            nextNs += INTERVAL_NS;
            LockSupport.parkNanos(nextNs - System.nanoTime());
        }
    }

    /** How many packets were sent. */
    public long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        end();
    }

    /** Sends no more; what was sent is on its way. */
    public void end() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
