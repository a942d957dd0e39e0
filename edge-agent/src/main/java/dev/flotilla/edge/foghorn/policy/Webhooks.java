package dev.flotilla.edge.foghorn.policy;

import dev.flotilla.proto.stream.v1.PlaybackPolicy.Webhook;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks tenants' webhooks. The name is resolved once, the address looked at, and the call goes to that very address: a name
 * server that answers differently the second time gains nothing. Redirects are not followed, bodies are not read.
 */
final class Webhooks implements AutoCloseable {
    private static final int USUAL_TIMEOUT_MS = 5_000;
    private static final int LONGEST_TIMEOUT_MS = 10_000;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    private final HttpClient client;
    private final OutsideGuard guard;
    private final InstantSource clock;
    /** Bounds calls and look-ups of names together. */
    private final Semaphore places;

    private final ExecutorService resolving = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-dns-", 0).factory());

    Webhooks(Vertx vertx, OutsideGuard guard, int mostCalls, InstantSource clock) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(mostCalls)
                .setMaxWaitQueueSize(mostCalls)
                .setConnectTimeout(LONGEST_TIMEOUT_MS)
                .setIdleTimeout(LONGEST_TIMEOUT_MS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
        this.guard = guard;
        this.clock = clock;
        this.places = new Semaphore(mostCalls);
    }

    CompletionStage<Verdict> ask(Webhook hook, Visit visit) {
        URI uri;
        try {
            uri = URI.create(hook.getUrl());
        } catch (IllegalArgumentException malformed) {
            return denied("policy-empty");
        }
        if (uri.getHost() == null || !List.of("https", "http").contains(scheme(uri))) {
            return denied("policy-empty");
        }
        if (!places.tryAcquire()) {
            return denied("webhook-busy");
        }
        WebhookMessage message = WebhookMessage.of(visit, hook.getSecret().toByteArray(), clock.instant());
        int timeoutMs = timeoutMs(hook);
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        resolving.execute(() -> callResolved(uri, message, timeoutMs, verdict));
        return verdict.completeOnTimeout(Verdict.denied("webhook-timeout"), timeoutMs, TimeUnit.MILLISECONDS);
    }

    /** Gives the place back exactly once, whatever becomes of the call. */
    private void callResolved(URI uri, WebhookMessage message, int timeoutMs, CompletableFuture<Verdict> verdict) {
        Future<Verdict> called;
        try {
            InetAddress[] addresses = InetAddress.getAllByName(withoutBrackets(uri.getHost()));
            called = Arrays.stream(addresses).allMatch(guard::permits)
                    ? call(uri, addresses[0], message, timeoutMs).map(Webhooks::of)
                    : Future.succeededFuture(Verdict.denied("webhook-blocked-ssrf"));
        } catch (UnknownHostException | RuntimeException failure) {
            called = Future.failedFuture(failure);
        }
        called.onComplete(done -> {
            places.release();
            verdict.complete(done.succeeded() ? done.result() : Verdict.denied(word(done.cause())));
        });
    }

    /** The status of the answer. */
    private Future<Integer> call(URI uri, InetAddress address, WebhookMessage message, int timeoutMs) {
        boolean isSecure = "https".equals(scheme(uri));
        int port = uri.getPort() >= 0 ? uri.getPort() : isSecure ? 443 : 80;
        RequestOptions to = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(withoutBrackets(uri.getHost()))
                .setPort(port)
                .setSsl(isSecure)
                .setURI(pathAndQuery(uri))
                .setTimeout(timeoutMs)
                .setFollowRedirects(false);
        Promise<Integer> status = Promise.promise();
        client.request(to).onSuccess(request -> send(request, message, status)).onFailure(status::tryFail);
        return status.future();
    }

    private static void send(HttpClientRequest request, WebhookMessage message, Promise<Integer> status) {
        request.putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Flotilla")
                .putHeader("X-Flotilla-Signature", message.signature())
                .putHeader("X-Frameworks-Signature", message.signature())
                .send(message.body())
                .onSuccess(response -> {
                    status.tryComplete(response.statusCode());
                    request.connection().close();
                })
                .onFailure(status::tryFail);
    }

    private static Verdict of(int status) {
        return switch (status) {
            case OK -> Verdict.ALLOWED;
            case FORBIDDEN -> Verdict.denied("webhook-deny-403");
            default -> Verdict.denied("webhook-error-status");
        };
    }

    private static String word(Throwable failure) {
        return failure instanceof TimeoutException ? "webhook-timeout" : "webhook-network";
    }

    private static int timeoutMs(Webhook hook) {
        return hook.getTimeoutMs() <= 0 ? USUAL_TIMEOUT_MS : Math.min(hook.getTimeoutMs(), LONGEST_TIMEOUT_MS);
    }

    private static CompletionStage<Verdict> denied(String reason) {
        return CompletableFuture.completedFuture(Verdict.denied(reason));
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String pathAndQuery(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }

    @Override
    public void close() {
        resolving.shutdownNow();
        client.close();
    }
}
