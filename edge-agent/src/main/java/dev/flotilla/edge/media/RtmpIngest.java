package dev.flotilla.edge.media;

import dev.flotilla.proto.flow.v1.RtmpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Listens for publishers. Each caller gets a thread of its own; who is not served within the bound is hung up on. */
final class RtmpIngest {
    private static final int BACKLOG = 16;
    private static final int CALLERS = 16;
    private static final String LIVE = "live";

    private final RtmpListener spec;
    private final Settings settings;
    private final StatusReport status;
    private final PublisherDesk desk;
    private final ExecutorService callers = new ThreadPoolExecutor(
            0,
            CALLERS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("caller-", 1).factory());

    RtmpIngest(RtmpListener spec, EngineSocket engine, Settings settings, StatusReport status) {
        this.spec = spec;
        this.settings = settings;
        this.status = status;
        String app = spec.getApp().isEmpty() ? LIVE : spec.getApp();
        this.desk = new PublisherDesk(new IngestPath(app, spec.getStreamKey()), engine, status);
    }

    void run() {
        new Attempts(status).repeat("cannot listen on port " + spec.getPort() + ": ", this::listen);
    }

    private String listen() throws IOException {
        settings.loadLibraries();
        try (ServerSocket server = open()) {
            desk.open();
            while (true) {
                Socket socket = server.accept();
                try {
                    callers.execute(() -> serve(socket));
                } catch (RejectedExecutionException tooMany) {
                    socket.close();
                }
            }
        }
    }

    private void serve(Socket socket) {
        try {
            desk.serve(spec.getTls() ? settings.tls().secure(socket) : socket, socket);
        } catch (IOException e) {
            desk.noticeRefusal(e);
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }

    private ServerSocket open() throws IOException {
        if (spec.getTls()) {
            // Says what is missing before anybody calls.
            settings.tls().server();
        }
        var server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            InetAddress address = InetAddress.ofLiteral(spec.getAddress().isEmpty() ? "0.0.0.0" : spec.getAddress());
            server.bind(new InetSocketAddress(address, spec.getPort()), BACKLOG);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }
}
