package dev.flotilla.control.object;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers with an object or a range of it (RFC 9110 14). */
final class Giving {
    private Giving() {}

    static Future<Void> give(RoutingContext http, Admission admission, StoredFile file) {
        HttpServerResponse response = http.response();
        response.putHeader(HttpHeaders.ETAG, file.tag())
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.CONTENT_TYPE, ContentType.of(admission.key()));
        if (!admission.savedAs().isEmpty()) {
            response.putHeader("Content-Disposition", disposition(admission.savedAs()));
        }
        if (file.tag().equals(http.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return response.setStatusCode(304).end();
        }
        Optional<ByteRange> range = ByteRange.of(wantedRange(http, file), file.bytes());
        if (range.isEmpty() && file.bytes() > 0) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.bytes());
            ObjectFault.RANGE.answer(response, admission.key());
            return Future.succeededFuture();
        }
        ByteRange wanted = range.orElse(new ByteRange(0, 0));
        if (wanted.length() < file.bytes()) {
            response.setStatusCode(206)
                    .putHeader(
                            HttpHeaders.CONTENT_RANGE,
                            "bytes %d-%d/%d".formatted(wanted.start(), wanted.end() - 1, file.bytes()));
        }
        if (http.request().method().equals(HttpMethod.HEAD) || wanted.length() == 0) {
            return response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(wanted.length()))
                    .end();
        }
        return response.sendFile(file.path().toString(), wanted.start(), wanted.length());
    }

    /** A range counts only of the file that the caller has the beginning of. */
    private static @Nullable String wantedRange(RoutingContext http, StoredFile file) {
        String condition = http.request().getHeader("If-Range");
        return condition == null || condition.equals(file.tag())
                ? http.request().getHeader("Range")
                : null;
    }

    /** RFC 6266 4.3: the name in all of its characters. */
    static String disposition(String name) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }
}
