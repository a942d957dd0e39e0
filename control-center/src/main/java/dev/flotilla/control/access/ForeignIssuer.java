package dev.flotilla.control.access;

import io.quarkus.oidc.OidcTenantConfig;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** What checking tokens needs of single sign-on: a provider beside ourselves. */
public interface ForeignIssuer {
    /**
     * How to verify the request, when it is the provider's.
     *
     * @param issuer as the request's token says, which nobody has verified yet; null without a token
     */
    Optional<OidcTenantConfig> configFor(RoutingContext request, @Nullable String issuer);

    /** Who stands behind a verified token of the provider; empty before they signed on for the first time. May wait. */
    Optional<Actor> actorOf(JsonWebToken token);
}
