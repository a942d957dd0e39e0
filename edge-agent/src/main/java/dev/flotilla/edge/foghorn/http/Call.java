package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.balance.TagRules;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request, read as far as somebody asks. Stays on its event loop. */
public final class Call {
    private static final Logger LOG = Logger.getLogger(Call.class);
    private static final CharSequence CF_LATITUDE = HttpHeaders.createOptimized("CF-IPLatitude");
    private static final CharSequence CF_LONGITUDE = HttpHeaders.createOptimized("CF-IPLongitude");
    private static final CharSequence X_LATITUDE = HttpHeaders.createOptimized("X-Latitude");
    private static final CharSequence X_LONGITUDE = HttpHeaders.createOptimized("X-Longitude");
    private static final CharSequence X_TAG_ADJUST = HttpHeaders.createOptimized("X-Tag-Adjust");

    private final HttpServerRequest request;
    private final Surroundings surroundings;
    private final String path;
    private final long beganNs = System.nanoTime();
    private @Nullable Query query;
    private @Nullable ClientAddress client;

    Call(HttpServerRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
        this.path = decode(request.path());
    }

    /** What holds for all requests: whose word about a client's address counts, and who knows where addresses are. */
    record Surroundings(TrustedProxies proxies, Locator locator) {}

    public HttpServerRequest request() {
        return request;
    }

    /** Decoded; a plus is a plus. Begins with a slash. */
    public String path() {
        return path;
    }

    /** What follows the first segment of the path and its slash; empty when nothing does. */
    public String rest() {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    public Query query() {
        if (query == null) {
            query = Query.parse(request.query());
        }
        return query;
    }

    /** Takes variables from a form's body instead, as a POST has them. */
    void setQuery(Query read) {
        query = read;
    }

    /** Whose request it is: the peer, or whom a trusted proxy names. */
    public ClientAddress client() {
        if (client == null) {
            client = surroundings.proxies().client(request);
        }
        return client;
    }

    /** Whether it came by a proxy whose word about its clients counts. */
    public boolean isByTrustedProxy() {
        return surroundings.proxies().isTrusted(request);
    }

    /**
     * Reads the body, and hands it on when it is there; empty when it is longer. What goes wrong then is answered like what
     * goes wrong at once.
     */
    public void body(int longestBytes, Consumer<Optional<Buffer>> use) {
        Buffer collected = Buffer.buffer();
        request.handler(part -> {
            if (collected.length() <= longestBytes) {
                collected.appendBuffer(part);
            }
        });
        request.endHandler(_ -> {
            try {
                use.accept(collected.length() > longestBytes ? Optional.empty() : Optional.of(collected));
            } catch (RuntimeException bug) {
                failed(bug);
            }
        });
    }

    /** Nobody else has answered it. The path may hold a key; only its first word is a secret to nobody. */
    void failed(RuntimeException bug) {
        LOG.errorf(bug, "a request failed: %s /%s", request.method(), word());
        if (!request.response().ended()) {
            request.response().setStatusCode(500).end();
        }
    }

    /** The first segment of the path. */
    String word() {
        int end = path.indexOf('/', 1);
        return path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
    }

    /** Where the client is: by a trusted proxy's headers, by the query, or by its address; null when unknown. */
    public @Nullable Position position() {
        Position told = null;
        if (isByTrustedProxy()) {
            told = position(CF_LATITUDE, CF_LONGITUDE);
            told = told == null ? position(X_LATITUDE, X_LONGITUDE) : told;
        }
        if (told == null && query().has("lat") && query().has("lon")) {
            told = Position.of(number(query().get("lat")), number(query().get("lon")));
        }
        return told == null ? surroundings.locator().locate(client()) : told;
    }

    /** What the request adds to scores, by header or query. */
    public TagRules tags() {
        String header = request.getHeader(X_TAG_ADJUST);
        String json = header == null ? query().get("tag_adjust") : header;
        return json.isEmpty() ? TagRules.NONE : TagRules.parse(json);
    }

    /** Since it came. */
    public long ageNs() {
        return System.nanoTime() - beganNs;
    }

    private @Nullable Position position(CharSequence latitude, CharSequence longitude) {
        String first = request.getHeader(latitude);
        String second = request.getHeader(longitude);
        return first == null || second == null ? null : Position.of(number(first), number(second));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    private static String decode(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return "/";
        }
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return raw;
        }
    }
}
