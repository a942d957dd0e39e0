package dev.flotilla.control.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the token of a request says of itself before anybody has verified it: enough to choose who verifies it.
 *
 * @param keyId the name of the key that signed it
 * @param issuer who made it
 */
record BearerJwt(@Nullable String keyId, @Nullable String issuer) {
    private static final String SCHEME = "Bearer ";
    private static final int PARTS = 3;

    /** Empty when the request brings no such token. */
    static Optional<BearerJwt> of(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String[] parts = header.substring(SCHEME.length()).split("\\.", -1);
        try {
            return parts.length != PARTS
                    ? Optional.empty()
                    : Optional.of(new BearerJwt(
                            json(parts[0]).getString("kid"), json(parts[1]).getString("iss")));
        } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
