package dev.flotilla.edge.foghorn.passage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Two sockets, and what comes from each passed on to the other. Bytes wait in the kernel alone, so the slower end sets the pace. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Connection.class);
    private static final int PIECE = 16_384;

    private final Socket caller;
    private final Socket called;
    private final Duration idle;
    private volatile long movedNs = System.nanoTime();

    Connection(Socket caller, Socket called, Duration idle) {
        this.caller = caller;
        this.called = called;
        this.idle = idle;
    }

    /** Passes bytes until both ends have said all, one of them breaks, or nothing moves for too long. */
    void pass() throws IOException {
        for (Socket end : new Socket[] {caller, called}) {
            end.setTcpNoDelay(true);
            end.setSoTimeout(Math.clamp(idle.toMillis() / 4, 1, 60_000));
        }
        Thread back = Thread.ofVirtual().name("passage-out").start(() -> move(called, caller));
        move(caller, called);
        try {
            back.join();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
        }
    }

    private void move(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = read(in, piece); read >= 0; read = read(in, piece)) {
                out.write(piece, 0, read);
                movedNs = System.nanoTime();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.debugf("a connection breaks: %s", e.getMessage());
            close();
        }
    }

    private int read(InputStream in, byte[] piece) throws IOException {
        while (true) {
            try {
                return in.read(piece);
            } catch (SocketTimeoutException quiet) {
                if (System.nanoTime() - movedNs > idle.toNanos()) {
                    throw new IOException("nothing has passed for " + idle, quiet);
                }
            }
        }
    }

    @Override
    public void close() {
        for (Socket end : new Socket[] {caller, called}) {
            try {
                end.close();
            } catch (IOException e) {
                LOG.debugf("a socket does not close: %s", e.getMessage());
            }
        }
    }
}
