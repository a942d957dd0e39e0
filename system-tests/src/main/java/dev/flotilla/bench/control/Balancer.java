package dev.flotilla.bench.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * One address in front of replicas, as an ordinary balancer of connections is: each new connection goes to the next replica that is
 * ready, whoever calls, and its bytes pass as they are.
 */
final class Balancer implements AutoCloseable {
    private static final int CONNECT_MS = 1_000;
    private static final int CHUNK = 16_384;

    private final Readiness readiness;
    private final ToIntFunction<Replica> port;
    private final ServerSocket listener;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param port of a replica, where its connections are to go */
    Balancer(Readiness readiness, ToIntFunction<Replica> port) throws IOException {
        this.readiness = readiness;
        this.port = port;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        open.add(caller);
        try (caller;
                Socket replica = connect()) {
            open.add(replica);
            caller.setTcpNoDelay(true);
            replica.setTcpNoDelay(true);
            Thread answers = Thread.ofVirtual().start(() -> pass(replica, caller));
            pass(caller, replica);
            answers.join();
            open.remove(replica);
        } catch (IOException nobodyThere) {
            // The caller sees its connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

    private Socket connect() throws IOException {
        List<Replica> ready = readiness.ready();
        IOException why = new IOException("no replica is ready");
        for (int i = 0; i < ready.size(); i++) {
            Replica next = ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.applyAsInt(next)), CONNECT_MS);
                return socket;
            } catch (IOException gone) {
                socket.close();
                why = gone;
            }
        }
        throw why;
    }

    /** Until one end says that it is done; a connection that breaks breaks for both. */
    private static void pass(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                to.getOutputStream().write(chunk, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, either way.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Balancer::close);
    }
}
