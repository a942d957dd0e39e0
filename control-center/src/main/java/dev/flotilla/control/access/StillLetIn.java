package dev.flotilla.control.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whether somebody who was let in still may, for what lasts longer than a request. */
@ApplicationScoped
public class StillLetIn {
    /** What it needs of whoever knows API tokens. */
    public interface LivingTokens {
        /** Whoever acts by the token of that id now; empty when it opens nothing any more. May wait. */
        Optional<Actor> actorOf(String tokenId);
    }

    private final Sessions sessions;
    private final ForeignIssuer foreign;
    private final LivingTokens tokens;
    private final Clock clock = Clock.systemUTC();

    StillLetIn(Sessions sessions, ForeignIssuer foreign, LivingTokens tokens) {
        this.sessions = sessions;
        this.foreign = foreign;
        this.tokens = tokens;
    }

    /** Who acts now by what that caller brought; empty when it has expired, was revoked or ended. May wait for the database. */
    public Optional<Actor> actorOf(SecurityIdentity caller) {
        if (caller.getPrincipal() instanceof JsonWebToken jwt
                && clock.instant().getEpochSecond() >= jwt.getExpirationTime()) {
            return Optional.empty();
        }
        Session session = caller.getAttribute(Session.ATTRIBUTE);
        if (session != null) {
            return sessions.recent(session.id())
                    .or(() -> sessions.find(session.tenant(), session.id()))
                    .map(Session::actor);
        }
        Actor actor = caller.getAttribute(Actor.ATTRIBUTE);
        if (actor != null && actor.token().isPresent()) {
            return tokens.actorOf(actor.token().get().id());
        }
        return caller.getPrincipal() instanceof JsonWebToken jwt ? foreign.actorOf(jwt) : Optional.empty();
    }
}
