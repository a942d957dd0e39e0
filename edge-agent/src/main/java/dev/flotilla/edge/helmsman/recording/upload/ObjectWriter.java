package dev.flotilla.edge.helmsman.recording.upload;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Writes objects by HTTP PUT. What it is given streams from the disk. For any thread; blocks. */
public final class ObjectWriter implements AutoCloseable {
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(10);
    private static final Duration LEAST_DEADLINE = Duration.ofSeconds(60);
    /** A line that is slower than this is of no use. */
    private static final long LEAST_BYTES_PER_S = 64 * 1024;
    /** Set by the client itself. */
    private static final Set<String> OWN = Set.of("host", "content-length", "connection", "expect", "upgrade");

    private final HttpClient client;

    /** @param tls by which servers are trusted */
    public ObjectWriter(SSLContext tls) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_DEADLINE)
                .sslContext(tls)
                .build();
    }

    /** @throws IOException when it is not written; the message never holds the address */
    void write(Storage.Answer.Ready place, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(place.address())
                .timeout(LEAST_DEADLINE.plusSeconds(Math.max(0, body.contentLength()) / LEAST_BYTES_PER_S))
                .PUT(body);
        place.headers().forEach((name, value) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
            }
        });
        int status;
        try {
            status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failure) {
            throw new IOException(
                    "%s: %s"
                            .formatted(
                                    place.address().getHost(),
                                    failure.getClass().getSimpleName()),
                    failure);
        }
        if (status < 200 || status >= 300) {
            throw new IOException(
                    "%s answers with HTTP status %d".formatted(place.address().getHost(), status));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
