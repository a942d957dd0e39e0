package dev.flotilla.edge.foghorn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.flotilla.proto.stream.v1.PlaybackPolicy.Webhook;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksIT {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Visit VISIT =
            new Visit("3f9c", "aa", "192.0.2.7", "http://edge/hls/3f9c/index.m3u8", "tok", "HLS");

    private record Received(
            String body,
            @Nullable String signature,
            @Nullable String otherSignature) {}

    private final Vertx vertx = Vertx.vertx();
    private final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Consumer<HttpServerRequest> behaviour =
            request -> request.response().end();
    private HttpServer server;
    private Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        server = vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.body().onSuccess(body -> {
                    received.add(new Received(
                            body.toString(),
                            request.getHeader("X-Flotilla-Signature"),
                            request.getHeader("X-Frameworks-Signature")));
                    behaviour.accept(request);
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        webhooks = new Webhooks(vertx, new OutsideGuard(List.of(AddressBlock.parse("127.0.0.0/8"))), 2, () -> NOW);
    }

    @AfterEach
    void stop() throws Exception {
        webhooks.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Webhook hook(String host) {
        return Webhook.newBuilder()
                .setUrl("http://%s:%d/may?x=1".formatted(host, server.actualPort()))
                .setSecret(ByteString.copyFromUtf8("s3cret"))
                .build();
    }

    private static Verdict result(CompletionStage<Verdict> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void tellsWhoComesAndSignsIt() throws Exception {
        assertThat(result(webhooks.ask(hook("localhost"), VISIT))).isEqualTo(Verdict.ALLOWED);

        Received call = received.poll(10, TimeUnit.SECONDS);
        assertThat(new JsonObject(call.body()))
                .isEqualTo(new JsonObject()
                        .put("streamName", "3f9c")
                        .put("sessionId", "aa")
                        .put("viewerIp", "192.0.2.7")
                        .put("requestUrl", "http://edge/hls/3f9c/index.m3u8")
                        .put("viewerToken", "tok")
                        .put("connector", "HLS")
                        .put("timestamp", 1_800_000_000));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected =
                "sha256=" + HexFormat.of().formatHex(mac.doFinal(call.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(call.signature()).isEqualTo(expected);
        assertThat(call.otherSignature()).isEqualTo(expected);
    }

    @Test
    void deniesWhatTheWebhookDoesNotAllow() throws Exception {
        behaviour = request -> request.response().setStatusCode(403).end();
        assertThat(result(webhooks.ask(hook("127.0.0.1"), VISIT))).isEqualTo(Verdict.denied("webhook-deny-403"));
        behaviour = request -> request.response().setStatusCode(500).end();
        assertThat(result(webhooks.ask(hook("127.0.0.1"), VISIT))).isEqualTo(Verdict.denied("webhook-error-status"));
        behaviour = request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "/ok")
                .end();
        received.clear();
        assertThat(result(webhooks.ask(hook("127.0.0.1"), VISIT))).isEqualTo(Verdict.denied("webhook-error-status"));
        assertThat(received).as("a redirect is not followed").hasSize(1);
    }

    @Test
    void deniesWhenNoAnswerComesInTime() throws Exception {
        behaviour = request -> {};
        Webhook impatient = hook("127.0.0.1").toBuilder().setTimeoutMs(200).build();
        assertThat(result(webhooks.ask(impatient, VISIT))).isEqualTo(Verdict.denied("webhook-timeout"));
    }

    @Test
    void deniesWhenNobodyIsThere() throws Exception {
        Webhook hook = hook("127.0.0.1");
        server.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(result(webhooks.ask(hook, VISIT))).isEqualTo(Verdict.denied("webhook-network"));
    }

    @Test
    void knocksAtNoDoorOfItsOwnNetwork() throws Exception {
        try (Webhooks guarded = new Webhooks(vertx, new OutsideGuard(List.of()), 2, () -> NOW)) {
            assertThat(result(guarded.ask(hook("127.0.0.1"), VISIT))).isEqualTo(Verdict.denied("webhook-blocked-ssrf"));
            assertThat(result(guarded.ask(hook("localhost"), VISIT))).isEqualTo(Verdict.denied("webhook-blocked-ssrf"));
            assertThat(result(guarded.ask(hook("[::ffff:127.0.0.1]"), VISIT)))
                    .isEqualTo(Verdict.denied("webhook-blocked-ssrf"));
        }
        assertThat(connections).hasValue(0);
    }

    @Test
    void boundsItsCalls() throws Exception {
        behaviour = request -> {};
        var first = webhooks.ask(hook("127.0.0.1"), VISIT);
        var second = webhooks.ask(hook("127.0.0.1"), VISIT);
        assertThat(result(webhooks.ask(hook("127.0.0.1"), VISIT))).isEqualTo(Verdict.denied("webhook-busy"));
        assertThat(result(first)).isEqualTo(Verdict.denied("webhook-timeout"));
        assertThat(result(second)).isEqualTo(Verdict.denied("webhook-timeout"));
    }

    @Test
    void givesThePlaceBackOfAnAddressThatNobodyCanCall() throws Exception {
        Webhook impossible =
                Webhook.newBuilder().setUrl("http://127.0.0.1:99999/may").build();
        for (int call = 0; call < 5; call++) {
            assertThat(result(webhooks.ask(impossible, VISIT))).isEqualTo(Verdict.denied("webhook-network"));
        }
        assertThat(result(webhooks.ask(hook("127.0.0.1"), VISIT))).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void isClosedWithoutAnAddress() throws Exception {
        for (String url : List.of("", "ftp://127.0.0.1/", "http://", "not a url", "file:///etc/passwd")) {
            Webhook hook = Webhook.newBuilder().setUrl(url).build();
            assertThat(result(webhooks.ask(hook, VISIT))).isEqualTo(Verdict.denied("policy-empty"));
        }
    }
}
