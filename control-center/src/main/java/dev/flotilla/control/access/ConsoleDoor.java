package dev.flotilla.control.access;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lets somebody into the console who has shown who they are: opens the session and hands out its cookies. */
@ApplicationScoped
public class ConsoleDoor {
    private static final Duration LIFE = Duration.ofHours(12);

    private final Sessions sessions;
    private final BuiltinTokens tokens;
    private final Event<SignInTried> tried;

    ConsoleDoor(Sessions sessions, BuiltinTokens tokens, Event<SignInTried> tried) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.tried = tried;
    }

    /** What the answer carries. */
    public record Entered(Instant expiresAt, List<NewCookie> cookies) {}

    /** Opens a session of the console. */
    public Entered enter(Account account, HttpServerRequest request) {
        tried.fire(new SignInTried(account.actor(), true));
        Session session = sessions.open(account, LIFE);
        return new Entered(
                session.expiresAt(),
                List.of(SessionCookies.of(tokens.tokenOf(session), session.expiresAt(), request.isSSL())));
    }
}
