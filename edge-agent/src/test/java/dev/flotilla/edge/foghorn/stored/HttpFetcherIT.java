package dev.flotilla.edge.foghorn.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.flotilla.edge.uplink.identity.StorageTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFetcherIT {
    private final HttpFetcher fetcher = new HttpFetcher(StorageTls.of(Optional::empty));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/small", 200, 7);
        answer("/large", 200, (4 << 20) + 1);
        answer("/missing", 404, 7);
        server.start();
    }

    @AfterEach
    void stop() {
        fetcher.close();
        server.stop(0);
    }

    private void answer(String path, int status, int bytes) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, bytes);
            try (var body = exchange.getResponseBody()) {
                body.write(new byte[bytes]);
            }
        });
    }

    private String fetch(String path) throws Exception {
        return fetcher.fetch("http://127.0.0.1:" + server.getAddress().getPort() + path)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void fetchesWhatIsThereAndNotTooLong() throws Exception {
        assertThat(fetch("/small")).hasSize(7);
        assertThatThrownBy(() -> fetch("/missing")).hasMessageContaining("status 404");
        assertThatThrownBy(() -> fetch("/large")).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(
                        () -> fetcher.fetch("no address").toCompletableFuture().get())
                .hasMessageContaining("no address of HTTP");
    }
}
