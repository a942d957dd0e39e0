package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.Throttle;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds the person behind an API token. After some unknown tokens the same origin is refused for a while without a look at the
 * database; tokens that were known a moment ago pass even then.
 */
@ApplicationScoped
class TokenIdentity implements IdentityProvider<TokenCredentials> {
    private static final int REMEMBERED = 10_000;
    private static final Throttle.Price PRICE = new Throttle.Price(20, Duration.ofMillis(500), Duration.ofSeconds(10));

    private final RecentTokens tokens;
    private final Throttle unknown = new Throttle(PRICE, REMEMBERED);
    private final Clock clock = Clock.systemUTC();

    TokenIdentity(RecentTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Class<TokenCredentials> getRequestType() {
        return TokenCredentials.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenCredentials brought, AuthenticationRequestContext context) {
        Optional<Actor> known = tokens.known(brought.secret());
        if (known.isPresent()) {
            return Uni.createFrom().item(identityOf(known.get()));
        }
        String origin = brought.from().text();
        if (!brought.secret().isWellFormed()
                || !unknown.wait(origin, clock.instant()).isZero()) {
            return Uni.createFrom().failure(new AuthenticationFailedException("the API token is not known"));
        }
        return context.runBlocking(() ->
                identityOf(tokens.find(brought.secret()).orElseThrow(() -> {
                    unknown.count(origin, clock.instant());
                    return new AuthenticationFailedException("the API token is not known");
                })));
    }

    private static SecurityIdentity identityOf(Actor actor) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(actor.login()))
                .addRole(actor.role().name())
                .addAttribute(Actor.ATTRIBUTE, actor)
                .build();
    }
}
