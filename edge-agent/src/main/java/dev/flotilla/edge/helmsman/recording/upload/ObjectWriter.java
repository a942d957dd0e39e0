package dev.flotilla.edge.helmsman.recording.upload;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes objects by HTTP PUT. What it is given streams from the disk. For any thread; blocks. */
public final class ObjectWriter implements AutoCloseable {
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(10);
    private static final Duration LEAST_DEADLINE = Duration.ofSeconds(60);
    /** A line that is slower than this is of no use. */
    private static final long LEAST_BYTES_PER_S = 64 * 1024;
    /** Set by the client itself. */
    private static final Set<String> OWN = Set.of("host", "content-length", "connection", "expect", "upgrade");

    private final Supplier<Optional<X509Certificate>> authority;
    private @Nullable HttpClient client;
    private @Nullable X509Certificate trusted;

    /** @param authority of the fleet, trusted besides what the machine trusts; empty before the node has one */
    public ObjectWriter(Supplier<Optional<X509Certificate>> authority) {
        this.authority = authority;
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
            status = client().send(request.build(), HttpResponse.BodyHandlers.discarding())
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

    private synchronized HttpClient client() throws IOException {
        X509Certificate wanted = authority.get().orElse(null);
        HttpClient present = client;
        if (present != null && Objects.equals(wanted, trusted)) {
            return present;
        }
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_DEADLINE);
        try {
            HttpClient made = wanted == null
                    ? builder.build()
                    : builder.sslContext(BothTrust.with(wanted)).build();
            client = made;
            trusted = wanted;
            return made;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the fleet's authority cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    @Override
    public synchronized void close() {
        HttpClient present = client;
        if (present != null) {
            present.shutdownNow();
        }
    }
}
