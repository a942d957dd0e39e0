package dev.flotilla.edge.foghorn.stored;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Fetches texts of the object storage: at most 4 MiB, within eight seconds, without following redirects. */
final class HttpFetcher implements StoredMedia.Fetcher, AutoCloseable {
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(4);
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final long LONGEST_BYTES = 4L << 20;

    private final HttpClient client;

    HttpFetcher(SSLContext tls) {
        client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_DEADLINE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public CompletionStage<String> fetch(String url) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(DEADLINE).build();
        } catch (IllegalArgumentException wrong) {
            return CompletableFuture.failedFuture(new IOException("the control center named no address of HTTP"));
        }
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_BYTES));
        return answer.copy()
                .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> answer.cancel(true))
                .thenApply(response -> {
                    if (response.statusCode() != 200) {
                        throw new CompletionException(new IOException("status " + response.statusCode()));
                    }
                    return response.body();
                });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
