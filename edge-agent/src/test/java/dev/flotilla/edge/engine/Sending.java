package dev.flotilla.edge.engine;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Sends a programme in its own time to a port of the loopback, until it is closed. */
public final class Sending implements AutoCloseable {
    private static final long INTERVAL_NS = Programme.DATAGRAM_MS * 1_000_000;

    private final Programme programme;
    private final int port;
    private final UdpPeer sender;
    private final Thread thread = new Thread(this::run, "sending");
    private volatile boolean isPaused;
    private volatile boolean isGarbled;
    private volatile boolean isClosed;

    private Sending(Programme programme, int port, UdpPeer sender) {
        this.programme = programme;
        this.port = port;
        this.sender = sender;
    }

    public static Sending start(Programme programme, int port) throws IOException {
        var sending = new Sending(programme, port, new UdpPeer());
        sending.thread.start();
        return sending;
    }

    /** The programme goes on, and nobody sends it. */
    public void pause() {
        isPaused = true;
    }

    public void resume() {
        isPaused = false;
    }

    /** Whether what is sent is no transport stream. */
    public void garble(boolean wanted) {
        isGarbled = wanted;
    }

    private void run() {
        long nextNs = System.nanoTime();
        while (!isClosed) {
            byte[] bytes = programme.datagram();
            if (isGarbled) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] ^= 0x55;
                }
            }
            send(bytes);
            nextNs += INTERVAL_NS;
            LockSupport.parkNanos(nextNs - System.nanoTime());
        }
    }

    private void send(byte[] bytes) {
        try {
            if (!isPaused) {
                sender.send(bytes, 0, bytes.length, port);
            }
        } catch (IOException nobodyThere) {
            // The next one may find somebody.
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
    }
}
