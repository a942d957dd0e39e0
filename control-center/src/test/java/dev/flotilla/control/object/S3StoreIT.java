package dev.flotilla.control.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.flotilla.control.database.CannotStart;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Against a storage that speaks S3 and checks signatures, at {@code flotilla.test.s3.endpoint}, with the bucket "flotilla" and the
 * keys "local-identity" and "local-credential".
 */
class S3StoreIT {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @EnabledIfSystemProperty(named = "flotilla.test.s3.endpoint", matches = ".+")
    void writesReadsListsAndDeletes() throws Exception {
        S3Store store = S3Store.of(config(Map.of("s3.endpoint", System.getProperty("flotilla.test.s3.endpoint"))));
        ObjectKey above = ObjectKey.of("ten_1", "str_" + System.nanoTime());
        ObjectKey key = new ObjectKey(above + "/clip.mp4");
        SignedAddress upload = store.upload(key, 5, Instant.now());
        assertThat(put(upload, "hello")).isEqualTo(200);
        assertThat(put(upload, "hello, world"))
                .as("another size than was signed")
                .isEqualTo(403);
        assertThat(store.list(above, 10)).isEqualTo(List.of(new StoredObject(key, 5)));
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(store.download(key, Optional.of("Goal.mp4"), Instant.now())
                                .url()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue("content-disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains("Goal.mp4"));
        String forged =
                store.download(key, Optional.empty(), Instant.now()).url().replace("clip.mp4", "clap.mp4");
        assertThat(status(forged)).isEqualTo(403);
        String expired = store.download(key, Optional.empty(), Instant.now().minus(Duration.ofDays(1)))
                .url();
        assertThat(status(expired)).isEqualTo(403);
        store.delete(key);
        store.delete(key);
        assertThat(store.list(above, 10)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "flotilla.test.s3.endpoint", matches = ".+")
    void joinsPartsAndReadsRanges() throws Exception {
        S3Store store = S3Store.of(config(Map.of("s3.endpoint", System.getProperty("flotilla.test.s3.endpoint"))));
        ObjectKey key = ObjectKey.of("ten_1", "str_" + System.nanoTime(), "video.mp4");
        String upload = store.beginParts(key);
        String first = "a".repeat(5 << 20);
        assertThat(put(store.uploadPart(key, upload, 1, first.length(), Instant.now()), first))
                .isEqualTo(200);
        assertThat(put(store.uploadPart(key, upload, 2, 3, Instant.now()), "end"))
                .isEqualTo(200);
        List<StoredPart> parts = store.parts(key, upload);
        assertThat(parts).extracting(StoredPart::bytes).containsExactly((long) first.length(), 3L);
        store.join(key, upload, parts);
        assertThat(store.list(ObjectKey.of("ten_1"), 1000)).contains(new StoredObject(key, first.length() + 3L));
        assertThat(store.read(key, first.length() - 1, 100)).isEqualTo("aend".getBytes(StandardCharsets.US_ASCII));
        assertThat(store.parts(key, upload)).as("an upload that is over").isEmpty();
        String other = store.beginParts(key);
        store.abandonParts(key, other);
        store.abandonParts(key, other);
        store.delete(key);
    }

    @Test
    void saysWhatCannotBeReached() {
        S3Store store = S3Store.of(config(Map.of("s3.endpoint", "http://127.0.0.1:1")));
        assertThatThrownBy(() -> store.list(ObjectKey.of("a"), 1))
                .isInstanceOf(StorageFailed.class)
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageNotContaining("Signature");
    }

    @Test
    void putsTheBucketWhereItIsWanted() {
        assertThat(S3Store.of(config(Map.of("s3.path-style", "false", "s3.endpoint", "https://s3.example.org")))
                        .upload(ObjectKey.of("a", "b"), 0, Instant.now())
                        .url())
                .startsWith("https://flotilla.s3.example.org/a/b?");
        assertThat(S3Store.of(config(Map.of("s3.endpoint", "https://s3.example.org:9000")))
                        .upload(ObjectKey.of("a", "b"), 0, Instant.now())
                        .url())
                .startsWith("https://s3.example.org:9000/flotilla/a/b?");
    }

    @Test
    void takesNoWholeObjectForAPartOfIt() throws Exception {
        var deaf = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        deaf.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] part = new byte[1 << 20];
                for (int i = 0; i < 200; i++) {
                    body.write(part);
                }
            }
        });
        deaf.start();
        try {
            S3Store store = S3Store.of(config(Map.of(
                    "s3.endpoint", "http://127.0.0.1:" + deaf.getAddress().getPort())));
            ObjectKey key = ObjectKey.of("ten_1", "str_1", "video.mp4");
            for (long from : List.of(0L, 5L)) {
                assertThatThrownBy(() -> store.read(key, from, 16)).isInstanceOf(StorageFailed.class);
            }
        } finally {
            deaf.stop(0);
        }
    }

    @Test
    void refusesToStartWithoutWhatItNeeds() {
        for (String key : List.of("bucket", "access-key", "secret-key")) {
            assertThatThrownBy(() -> S3Store.of(config(Map.of("s3." + key, ""))))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("flotilla.object.s3." + key);
        }
        assertThatThrownBy(() -> S3Store.of(config(Map.of("s3.endpoint", "ftp://example.org"))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("ftp://example.org");
    }

    private int put(SignedAddress address, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address.url())).PUT(BodyPublishers.ofString(body));
        address.headers().forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private int status(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .statusCode();
    }

    private static ObjectConfig config(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "flotilla.object.store", "s3",
                "flotilla.object.s3.bucket", "flotilla",
                "flotilla.object.s3.access-key", "local-identity",
                "flotilla.object.s3.secret-key", "local-credential",
                "flotilla.object.s3.path-style", "true"));
        changed.forEach((key, value) -> settings.put("flotilla.object." + key, value));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .withConverter(MemorySize.class, 300, new MemorySizeConverter())
                .withMapping(ObjectConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .build()
                .getConfigMapping(ObjectConfig.class);
    }
}
