package dev.flotilla.mist.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Answers HTTP on one port: a virtual thread for each connection, at most 512 of them, requests of at most a megabyte. */
public final class HttpListener implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 512;
    private static final int IDLE_MS = 60_000;
    private static final long LETTING_GO_NS = 5_000_000_000L;

    private final ServerSocket server = new ServerSocket();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
    private final Supplier<Conversation> conversations;
    private volatile Fault fault = new Fault.None();

    /** What one connection knows of its caller from request to request. */
    @FunctionalInterface
    public interface Conversation {
        Reply answer(Request request) throws IOException;
    }

    /**
     * @param conversations makes the one of a new connection
     * @throws IOException when the port is taken
     */
    public HttpListener(InetAddress address, int port, Supplier<Conversation> conversations) throws IOException {
        this.conversations = conversations;
        server.setReuseAddress(true);
        bind(new InetSocketAddress(address, port));
        Thread.ofVirtual().name("mist-listen-" + server.getLocalPort()).start(this::accept);
    }

    /** One that crashed a moment ago may not have let go of its port yet. */
    private void bind(InetSocketAddress address) throws IOException {
        long deadlineNs = System.nanoTime() + LETTING_GO_NS;
        while (!server.isBound()) {
            try {
                server.bind(address, MOST_CONNECTIONS);
            } catch (BindException taken) {
                if (address.getPort() == 0 || System.nanoTime() > deadlineNs) {
                    throw taken;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public void suffer(Fault wrong) {
        fault = wrong;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                if (places.tryAcquire()) {
                    connections.add(connection);
                    Thread.ofVirtual().start(() -> serve(connection));
                } else {
                    connection.close();
                }
            } catch (IOException closed) {
                // Either the listener was closed, or the caller went before it was taken.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            connection.setSoTimeout(IDLE_MS);
            converse(connection, conversations.get());
        } catch (IOException | IllegalStateException gone) {
            // The caller sees a connection that ended, which is all there is to say.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
            places.release();
        }
    }

    private void converse(Socket connection, Conversation conversation) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream();
        String peer = connection.getInetAddress().getHostAddress();
        while (true) {
            Request request = RequestReader.read(in, peer);
            if (request == null) {
                return;
            }
            suffer(connection);
            Reply reply = conversation.answer(request);
            out.write(reply.bytes(request.method().equals("HEAD")));
            out.flush();
            if (request.header("Connection").equalsIgnoreCase("close")) {
                return;
            }
        }
    }

    private void suffer(Socket connection) throws InterruptedException {
        if (fault instanceof Fault.Slow(var by)) {
            Thread.sleep(by);
        }
        while (fault instanceof Fault.Hang && !connection.isClosed()) {
            Thread.sleep(50);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
