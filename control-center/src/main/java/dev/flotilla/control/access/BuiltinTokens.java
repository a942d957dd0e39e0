package dev.flotilla.control.access;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

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

    private final SigningKeys keys;
    private final ForeignIssuer foreign;

    BuiltinTokens(SigningKeys keys, ForeignIssuer foreign) {
        this.keys = keys;
        this.foreign = foreign;
    }

    /** Whether a verified token is ours, and not the provider's. */
    static boolean made(JsonWebToken token) {
        return ISSUER.equals(token.getIssuer());
    }

    /** What verifies the token of the request: the provider, or the key of ours that it names, or else one that it does not pass. */
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        Optional<BearerJwt> token = BearerJwt.of(request);
        Optional<OidcTenantConfig> provider =
                foreign.configFor(request, token.map(BearerJwt::issuer).orElse(null));
        if (provider.isPresent()) {
            return Uni.createFrom().item(provider.get());
        }
        Optional<String> named = token.map(BearerJwt::keyId);
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
}
