package dev.flotilla.control.tenant;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Fetches logos that people have elsewhere, once, so that pages load nothing from there. Only from addresses of the public
 * internet: the address is looked up here and is the one that is called, and a redirection is not followed.
 */
@ApplicationScoped
class LogoSource {
    private static final String FIELD = "logoUrl";
    private static final int LONGEST_URL = 500;
    private static final int DEADLINE_S = 8;
    private static final int HTTPS = 443;

    private final HttpClient client;
    private final Predicate<InetAddress> mayCall;

    @Inject
    LogoSource(Vertx vertx) {
        this(
                vertx.createHttpClient(new HttpClientOptions().setSsl(true).setConnectTimeout(5_000)),
                LogoSource::isPublic);
    }

    LogoSource(HttpClient client, Predicate<InetAddress> mayCall) {
        this.client = client;
        this.mayCall = mayCall;
    }

    /** Throws {@link Refused} naming "logoUrl". Blocks for seconds: outside of transactions. */
    Logo fetch(String url) {
        URI from = checked(url);
        int port = from.getPort() < 0 ? HTTPS : from.getPort();
        String path = from.getRawPath().isEmpty() ? "/" : from.getRawPath();
        var request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, address(from).getHostAddress()))
                .setHost(from.getHost())
                .setPort(port)
                .setSsl(true)
                .setURI(from.getRawQuery() == null ? path : path + "?" + from.getRawQuery());
        try {
            Buffer body = client.request(request)
                    .compose(open -> open.send())
                    .compose(LogoSource::body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(DEADLINE_S, TimeUnit.SECONDS);
            return Logo.of(FIELD, body.getBytes());
        } catch (ExecutionException | TimeoutException e) {
            throw refused("cannot be fetched");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("cannot be fetched");
        }
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        var bytes = Buffer.buffer();
        response.handler(part -> {
            bytes.appendBuffer(part);
            if (bytes.length() > Logo.MOST_BYTES) {
                whole.tryFail("too large");
                var _ = response.request().reset();
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> {
            if (response.statusCode() == 200) {
                whole.tryComplete(bytes);
            } else {
                whole.tryFail("status " + response.statusCode());
            }
        });
        return whole.future();
    }

    private static URI checked(String url) {
        try {
            URI parsed = new URI(url.strip());
            boolean isWeb = "https".equalsIgnoreCase(parsed.getScheme()) && parsed.getHost() != null;
            if (isWeb && parsed.getUserInfo() == null && url.length() <= LONGEST_URL) {
                return parsed;
            }
        } catch (URISyntaxException noUrl) {
            // Answered below.
        }
        throw refused("must be an https address of at most %d characters".formatted(LONGEST_URL));
    }

    private InetAddress address(URI from) {
        try {
            InetAddress[] all = InetAddress.getAllByName(from.getHost());
            if (Arrays.stream(all).allMatch(mayCall)) {
                return all[0];
            }
        } catch (UnknownHostException nobody) {
            // Answered as any other that is not reached.
        }
        throw refused("cannot be fetched");
    }

    /** What is neither of this machine nor of a network around it. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean isUniqueLocal = bytes.length == 16 && (first & 0xfe) == 0xfc;
        boolean isTranslated = bytes.length == 16 && first == 0 && second == 0x64;
        boolean isSharedOrReserved =
                bytes.length == 4 && (first == 0 || (first == 100 && (second & 0xc0) == 64) || first >= 240);
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && !isUniqueLocal
                && !isTranslated
                && !isSharedOrReserved;
    }

    private static Refused refused(String rule) {
        return new Refused(InvalidInput.of(FIELD, rule));
    }
}
