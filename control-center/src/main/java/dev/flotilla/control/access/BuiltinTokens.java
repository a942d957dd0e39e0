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
import java.util.Base64;

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

    private final SigningKey key;
    private final OidcTenantConfig config;

    BuiltinTokens(SigningKey key) {
        this.key = key;
        this.config = OidcTenantConfig.builder()
                .tenantId("builtin")
                .publicKey(Base64.getEncoder().encodeToString(key.publicKey().getEncoded()))
                .token()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .signatureAlgorithm(io.quarkus.oidc.runtime.OidcTenantConfig.SignatureAlgorithm.RS256)
                .end()
                .build();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        return Uni.createFrom().item(config);
    }

    /** A bearer token of the session, which ends with it. */
    String tokenOf(Session session) {
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(session.user().value())
                .claim(TENANT_CLAIM, session.tenant().value())
                .claim(SESSION_CLAIM, session.id())
                .expiresAt(session.expiresAt())
                .jws()
                .keyId(key.id())
                .algorithm(SignatureAlgorithm.RS256)
                .sign(key.privateKey());
    }
}
