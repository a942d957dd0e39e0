package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.WeightsFile;
import dev.flotilla.edge.foghorn.poll.PolledServers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener on a free port, and a client that shows every byte. */
final class TestFoghorn implements AutoCloseable {
    private static final int DEADLINE_MS = 30_000;

    private final Vertx vertx = Vertx.vertx();
    private final FoghornServer server;
    final PolledServers servers;
    /** How many decisions would have become events. */
    final AtomicInteger decided = new AtomicInteger();

    TestFoghorn(Region region, PolledServers servers, Path folder, Optional<String> token, Route... others) {
        this.servers = servers;
        MistRoot root = new MistRoot(
                region,
                servers,
                new WeightsFile(folder),
                new Permission(token),
                (request, status, wish, choice, latencyNs) -> decided.incrementAndGet(),
                "FULL");
        server = new FoghornServer(
                vertx,
                new FoghornServer.Listen("127.0.0.1", 0, 2),
                TrustedProxies.parse(List.of("127.0.9.9")),
                address -> null,
                List.of(others),
                root);
        server.start();
    }

    int port() {
        return server.port();
    }

    /** What comes back for a request without a body. */
    String get(String target, String... headers) throws IOException {
        return send("127.0.0.1", "GET", target, "", headers);
    }

    /** As {@link #get}, by HTTP 1.0. */
    String sendBy10(String method, String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(DEADLINE_MS);
            String host = "127.0.0.1:" + port();
            socket.getOutputStream()
                    .write("%s %s HTTP/1.0\r\nHost: %s\r\n\r\n"
                            .formatted(method, target, host)
                            .getBytes(StandardCharsets.UTF_8));
            return read(socket.getInputStream(), false);
        }
    }

    /**
     * The whole answer, headers and body, as far as Content-Length says.
     *
     * @param from the client's own address
     */
    String send(String from, String method, String target, String body, String... headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(DEADLINE_MS);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port()), DEADLINE_MS);
            var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            if (!body.isEmpty()) {
                text.append("Content-Length: ").append(body.length()).append("\r\n");
            }
            text.append("\r\n").append(body);
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
            return read(socket.getInputStream(), method.equals("HEAD"));
        }
    }

    private static String read(InputStream input, boolean isHead) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("ended early: " + head);
            }
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
                .findFirst()
                .orElseThrow(() -> new IOException("a client would hang: no length in " + head));
        return head + (isHead ? "" : new String(input.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** What follows the headers. */
    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public void close() {
        server.close();
        servers.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
