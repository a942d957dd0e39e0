package dev.flotilla.control.access;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens of our own accounts: signs them, and tells quarkus-oidc how to verify them. */
@Startup
@ApplicationScoped
class BuiltinTokens implements TenantConfigResolver {
    /** The claim that names the tenant. */
    static final String TENANT_CLAIM = "tenant";
    /** The claim that names the session. */
    static final String SESSION_CLAIM = "sid";

    private static final String ISSUER = "urn:flotilla:builtin";
    private static final String AUDIENCE = "flotilla";
    private static final String SCHEME = "Bearer ";

    private final SigningKeys keys;

    BuiltinTokens(SigningKeys keys) {
        this.keys = keys;
    }

    /** What verifies the token of the request: the key that it names, or else one that it does not pass. */
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        Optional<String> named = keyOf(request.request().getHeader(HttpHeaders.AUTHORIZATION));
        Optional<SigningKeys.Pair> known = named.isEmpty() ? Optional.of(keys.newest()) : keys.known(named.get());
        return known.isPresent()
                ? Uni.createFrom().item(configOf(known.get()))
                : context.runBlocking(() -> configOf(named.flatMap(keys::find).orElseGet(keys::newest)));
    }

    /** A bearer token of the session, which ends with it. */
    String tokenOf(Session session) {
        return tokenOf(session, session.expiresAt());
    }

    /** A bearer token of the session that ends sooner. */
    String tokenOf(Session session, Duration life) {
        Instant end = Instant.now().plus(life);
        return tokenOf(session, end.isBefore(session.expiresAt()) ? end : session.expiresAt());
    }

    private String tokenOf(Session session, Instant expiresAt) {
        SigningKeys.Pair key = keys.newest();
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(session.user().value())
                .claim(TENANT_CLAIM, session.tenant().value())
                .claim(SESSION_CLAIM, session.id())
                .expiresAt(expiresAt)
                .jws()
                .keyId(key.id())
                .algorithm(SignatureAlgorithm.RS256)
                .sign(key.privateKey());
    }

    private static OidcTenantConfig configOf(SigningKeys.Pair key) {
        return OidcTenantConfig.builder()
                .tenantId("builtin-" + key.id())
                .publicKey(Base64.getEncoder().encodeToString(key.publicKey().getEncoded()))
                .token()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .signatureAlgorithm(io.quarkus.oidc.runtime.OidcTenantConfig.SignatureAlgorithm.RS256)
                .end()
                .build();
    }

    /** The name of the key in the token's header, which nobody has verified yet. */
    private static Optional<String> keyOf(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || !header.contains(".")) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(header.substring(SCHEME.length(), header.indexOf('.')));
            return Optional.ofNullable(new JsonObject(new String(json, StandardCharsets.UTF_8)).getString("kid"));
        } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
