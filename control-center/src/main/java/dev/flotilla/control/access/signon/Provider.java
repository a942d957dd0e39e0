package dev.flotilla.control.access.signon;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.ForeignIssuer;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The configured OpenID provider: its page signs people on, and its tokens are good for the API. */
@ApplicationScoped
class Provider implements ForeignIssuer {
    /** Where people are sent on, and where they come back to. */
    static final String PATH = "/auth/v1/external";

    private final Optional<String> issuer;
    private final Optional<OidcTenantConfig> config;
    private final SignedOn people;

    Provider(SignOnConfig config, SignedOn people) {
        this.issuer = config.issuer().map(address -> address.replaceAll("/+$", ""));
        this.config = issuer.map(address -> configOf(address, config));
        this.people = people;
    }

    @Override
    public Optional<OidcTenantConfig> configFor(RoutingContext request, @Nullable String tokensIssuer) {
        boolean isOurs = tokensIssuer == null
                ? request.normalizedPath().equals(PATH)
                : issuer.filter(tokensIssuer::equals).isPresent();
        return isOurs ? config : Optional.empty();
    }

    @Override
    public Optional<Actor> actorOf(JsonWebToken token) {
        return people.find(token.getIssuer(), token.getSubject()).map(Account::actor);
    }

    private static OidcTenantConfig configOf(String address, SignOnConfig config) {
        OidcTenantConfigBuilder builder = OidcTenantConfig.builder()
                .tenantId("external")
                .applicationType(ApplicationType.HYBRID)
                .authServerUrl(address)
                .clientId(config.clientId())
                .authentication()
                .redirectPath(PATH)
                .scopes("profile", "email")
                .pkceRequired()
                .cookiePath(PATH)
                .end();
        config.clientSecret().ifPresent(builder::credentials);
        return builder.build();
    }
}
