package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.access.Origin;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes {@code Authorization: Bearer fl_...} before quarkus-oidc does, which would take it for a JWT and refuse it. */
@ApplicationScoped
class TokenMechanism implements HttpAuthenticationMechanism {
    private static final int BEFORE_OIDC = 2_000;
    private static final String SCHEME = "Bearer ";

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !header.startsWith(TokenSecret.MARK, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        var secret = new TokenSecret(header.substring(SCHEME.length()).strip());
        Origin from = Origin.of(request.request().remoteAddress().hostAddress());
        return identities.authenticate(new TokenCredentials(secret, from));
    }

    /** None: whoever brings nothing is told by quarkus-oidc what to bring. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenCredentials.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }

    @Override
    public int getPriority() {
        return BEFORE_OIDC;
    }
}
