package dev.flotilla.control.realtime.socket;

import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.StillLetIn;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Who is at the other end of a socket: asked of the same mechanisms that let requests in, and then ever again. */
@ApplicationScoped
class Entry {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Somebody with an account here. */
    record Guest(Actor actor, SecurityIdentity identity) {
        static Optional<Guest> of(SecurityIdentity identity) {
            return Optional.ofNullable(identity.<Actor>getAttribute(Actor.ATTRIBUTE))
                    .map(actor -> new Guest(actor, identity));
        }
    }

    private final HttpAuthenticator authenticator;
    private final StillLetIn stillLetIn;

    Entry(HttpAuthenticator authenticator, StillLetIn stillLetIn) {
        this.authenticator = authenticator;
        this.stillLetIn = stillLetIn;
    }

    /**
     * Whom the request's header or cookie stands for, or else what the first message brought; empty for nobody. Fails when that
     * cannot be told at the moment.
     *
     * @param authorization as the header of that name has it
     */
    Uni<Optional<Guest>> guest(RoutingContext request, Optional<String> authorization) {
        if (request.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous()) {
            return Uni.createFrom().item(Guest.of(user.getSecurityIdentity()));
        }
        if (authorization.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        request.request().headers().set(HttpHeaders.AUTHORIZATION, authorization.get());
        return authenticator
                .attemptAuthentication(request)
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .map(identity -> identity == null ? Optional.<Guest>empty() : Guest.of(identity))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    /** Who it is by now; empty when nobody any more. May wait for the database. */
    Optional<Actor> present(Guest guest) {
        return stillLetIn.actorOf(guest.identity());
    }
}
