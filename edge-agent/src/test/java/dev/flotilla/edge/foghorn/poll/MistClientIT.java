package dev.flotilla.edge.foghorn.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that answer, and such that do not. */
class MistClientIT {
    private static final Duration DEADLINE = Duration.ofMillis(1500);
    private final Vertx vertx = Vertx.vertx();
    private final MistClient client = new MistClient(vertx, "koekjes", DEADLINE);

    @AfterEach
    void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private byte[] ask(ServerSocket listener) throws IOException, InterruptedException {
        return client.ask(ServerName.parse("127.0.0.1:" + listener.getLocalPort()));
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    /** Answers one request with that, and leaves the connection open. */
    private static void answer(ServerSocket listener, String text) {
        Thread.startVirtualThread(() -> {
            try (Socket socket = listener.accept()) {
                byte[] request = new byte[1000];
                int read = socket.getInputStream().read(request);
                assertThat(new String(request, 0, read, StandardCharsets.UTF_8))
                        .startsWith("GET /koekjes.json HTTP/1.1\r\n");
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                socket.getInputStream().read();
            } catch (IOException ended) {
                // The client has what it wants.
            }
        });
    }

    @Test
    void takesAWholeAnswer() throws Exception {
        try (ServerSocket listener = listener()) {
            answer(listener, "HTTP/1.1 200 OK\r\nContent-Type: text/json\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(ask(listener)).asString().isEqualTo("{}");
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothingFails() throws Exception {
        try (ServerSocket listener = listener()) {
            assertThatThrownBy(() -> ask(listener))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("1500 ms");
        }
    }

    @Test
    void aServerThatStopsInTheMiddleFails() throws Exception {
        try (ServerSocket listener = listener()) {
            answer(listener, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{");
            assertThatThrownBy(() -> ask(listener))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("1500 ms");
        }
    }

    @Test
    void aServerThatRefusesFails() throws Exception {
        ServerSocket listener = listener();
        listener.close();
        assertThatThrownBy(() -> ask(listener)).isInstanceOf(IOException.class);
        try (ServerSocket other = listener()) {
            answer(other, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            assertThatThrownBy(() -> ask(other)).isInstanceOf(IOException.class).hasMessageContaining("404");
        }
    }
}
