package dev.flotilla.edge.foghorn.poll;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Asks MistServers for their state. An answer that does not come whole within the deadline is none: so a server that hangs is found. */
public final class MistClient implements PolledServers.Asking, AutoCloseable {
    private static final int MOST_BYTES = 16 << 20;

    private final HttpClient client;
    private final String path;
    private final Duration deadline;

    /** @param passphrase MistServer's {@code config.prometheus} */
    public MistClient(Vertx vertx, String passphrase, Duration deadline) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) deadline.toMillis())
                .setMaxPoolSize(2)
                .setIdleTimeout(60));
        this.path = "/" + passphrase + ".json";
        this.deadline = deadline;
    }

    @Override
    public byte[] ask(ServerName name) throws IOException, InterruptedException {
        var sent = new AtomicReference<HttpClientRequest>();
        Future<Buffer> answer = client.request(HttpMethod.GET, name.port(), name.bareHost(), path)
                .compose(request -> {
                    sent.set(request);
                    return request.putHeader("Accept", "*/*").send();
                })
                .compose(MistClient::read);
        try {
            return answer.toCompletionStage()
                    .toCompletableFuture()
                    .get(deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .getBytes();
        } catch (TimeoutException late) {
            HttpClientRequest request = sent.get();
            if (request != null) {
                request.reset();
            }
            throw new IOException("no answer within " + deadline.toMillis() + " ms", late);
        } catch (ExecutionException failure) {
            throw new IOException(Objects.requireNonNull(failure.getCause()).toString(), failure);
        }
    }

    private static Future<Buffer> read(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            response.exceptionHandler(reset -> {});
            response.request().reset();
            return Future.failedFuture("status " + response.statusCode());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > MOST_BYTES) {
                whole.tryFail("more than " + MOST_BYTES + " bytes");
                response.request().reset();
            }
        });
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    @Override
    public void close() {
        client.close();
    }
}
