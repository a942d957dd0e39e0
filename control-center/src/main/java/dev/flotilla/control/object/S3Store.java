package dev.flotilla.control.object;

import dev.flotilla.control.database.CannotStart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects in a bucket of S3, or of whatever speaks it. Every request, ours too, goes by a presigned address. */
final class S3Store implements Store {
    private static final Duration OWN_EXPIRY = Duration.ofMinutes(5);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    /** S3 says nothing until all parts are one. */
    private static final Duration JOIN_DEADLINE = Duration.ofMinutes(10);
    /** Above all that is asked for: a storage that overlooks a range must not fill the memory with the whole object. */
    private static final long LARGEST_ANSWER = 64L << 20;

    /** S3 lists no more at once. */
    private static final int MOST_LISTED = 1000;

    private final SigV4 signing;
    private final URI host;
    /** Before each key: "/" or "/bucket/". */
    private final String root;

    private final ObjectConfig config;
    private final Clock clock = Clock.systemUTC();
    private final S3Parts parts = new S3Parts(this::ofObject);
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private S3Store(SigV4 signing, URI host, String root, ObjectConfig config) {
        this.signing = signing;
        this.host = host;
        this.root = root;
        this.config = config;
    }

    /** @throws CannotStart naming the first key that is missing or wrong */
    static S3Store of(ObjectConfig config) {
        ObjectConfig.S3 s3 = config.s3();
        String bucket = needed("bucket", s3.bucket());
        URI endpoint = s3.endpoint().orElse(URI.create("https://s3.%s.amazonaws.com".formatted(s3.region())));
        boolean isPlain = endpoint.getHost() != null
                && List.of("http", "https").contains(endpoint.getScheme())
                && endpoint.getRawUserInfo() == null
                && List.of("", "/").contains(endpoint.getRawPath());
        if (!isPlain) {
            throw new CannotStart("flotilla.object.s3.endpoint must be http or https with a host and no path: '%s'"
                    .formatted(endpoint));
        }
        String prefix = s3.pathStyle() ? "" : bucket + ".";
        return new S3Store(
                new SigV4(needed("access-key", s3.accessKey()), needed("secret-key", s3.secretKey()), s3.region()),
                URI.create(endpoint.getScheme() + "://" + prefix + endpoint.getRawAuthority()),
                s3.pathStyle() ? "/" + bucket + "/" : "/",
                config);
    }

    private static String needed(String key, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() ->
                        new CannotStart("flotilla.object.store is s3, so flotilla.object.s3." + key + " must be set."));
    }

    /** A size that is known is signed: another body is refused. */
    @Override
    public SignedAddress upload(ObjectKey key, long bytes, Instant now) {
        Map<String, String> headers = Map.of("Content-Type", ContentType.of(key));
        Map<String, String> signed = new HashMap<>(Map.of("content-type", ContentType.of(key)));
        if (bytes > 0) {
            signed.put("content-length", Long.toString(bytes));
        }
        return new SignedAddress(
                signing.presign("PUT", host, root + key, Map.of(), signed, now, config.uploadExpiry()),
                headers,
                now.plus(config.uploadExpiry()));
    }

    @Override
    public SignedAddress download(ObjectKey key, Optional<String> savedAs, Instant now) {
        Map<String, String> query = savedAs.map(
                        name -> Map.of("response-content-disposition", Giving.disposition(name)))
                .orElse(Map.of());
        return new SignedAddress(
                signing.presign("GET", host, root + key, query, Map.of(), now, config.downloadExpiry()),
                Map.of(),
                now.plus(config.downloadExpiry()));
    }

    @Override
    public List<StoredObject> list(ObjectKey above, int most) {
        Map<String, String> query = Map.of(
                "list-type", "2", "prefix", above + "/", "max-keys", Integer.toString(Math.min(most, MOST_LISTED)));
        HttpResponse<byte[]> answer = ask("GET", root, query);
        if (answer.statusCode() != 200) {
            throw failed("list " + above, answer);
        }
        return S3Listing.read(answer.body());
    }

    @Override
    public void delete(ObjectKey key) {
        HttpResponse<byte[]> answer = ask("DELETE", root + key, Map.of());
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != 404) {
            throw failed("delete " + key, answer);
        }
    }

    @Override
    public String beginParts(ObjectKey key) {
        return parts.begin(key);
    }

    @Override
    public SignedAddress uploadPart(ObjectKey key, String upload, int number, long bytes, Instant now) {
        return new SignedAddress(
                signing.presign(
                        "PUT",
                        host,
                        root + key,
                        Map.of("partNumber", Integer.toString(number), "uploadId", upload),
                        Map.of("content-length", Long.toString(bytes)),
                        now,
                        config.uploadExpiry()),
                Map.of(),
                now.plus(config.uploadExpiry()));
    }

    @Override
    public List<StoredPart> parts(ObjectKey key, String upload) {
        return parts.list(key, upload);
    }

    @Override
    public void join(ObjectKey key, String upload, List<StoredPart> all) {
        parts.join(key, upload, all);
    }

    @Override
    public void abandonParts(ObjectKey key, String upload) {
        parts.abandon(key, upload);
    }

    @Override
    public byte[] read(ObjectKey key, long from, int most) {
        HttpResponse<byte[]> answer =
                ask("GET", root + key, Map.of(), Map.of("range", "bytes=%d-%d".formatted(from, from + most - 1)), "");
        if (answer.statusCode() == 416) {
            return new byte[0];
        }
        boolean isWhole = answer.statusCode() == 200 && from == 0;
        if (answer.statusCode() != 206 && !isWhole) {
            throw failed("read " + key, answer);
        }
        return answer.body().length > most ? Arrays.copyOf(answer.body(), most) : answer.body();
    }

    private HttpResponse<byte[]> ask(String method, String path, Map<String, String> query) {
        return ask(method, path, query, Map.of(), "");
    }

    /** @param headers are signed, and sent so */
    private HttpResponse<byte[]> ask(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        String url = signing.presign(method, host, path, query, headers, clock.instant(), OWN_EXPIRY);
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body))
                    .timeout(body.isEmpty() ? DEADLINE : JOIN_DEADLINE);
            headers.forEach(request::header);
            return http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        } catch (IOException e) {
            throw new StorageFailed("cannot reach " + host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailed("interrupted on the way to " + host, e);
        }
    }

    private HttpResponse<byte[]> ofObject(
            String method, ObjectKey key, Map<String, String> query, Map<String, String> headers, String body) {
        return ask(method, root + key, query, headers, body);
    }

    /** S3's own words are left out: they may repeat what was signed. */
    private StorageFailed failed(String what, HttpResponse<byte[]> answer) {
        return new StorageFailed("cannot %s: %s answered %d".formatted(what, host, answer.statusCode()));
    }
}
