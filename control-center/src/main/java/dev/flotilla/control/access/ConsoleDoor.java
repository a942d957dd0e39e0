package dev.flotilla.control.access;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets somebody into the console who has shown who they are: opens the session, hands out its cookies and renews them. */
@ApplicationScoped
public class ConsoleDoor {
    /** How long a session lasts that nobody uses. */
    private static final Duration IDLE = Duration.ofHours(12);
    /** How long its token is good before it has to be renewed. */
    private static final Duration TOKEN = Duration.ofHours(1);

    private final Sessions sessions;
    private final BuiltinTokens tokens;
    private final RefreshTokens refreshTokens;
    private final Event<SignInTried> tried;

    ConsoleDoor(Sessions sessions, BuiltinTokens tokens, RefreshTokens refreshTokens, Event<SignInTried> tried) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.tried = tried;
    }

    /** What the answer carries. */
    public record Entered(Instant expiresAt, List<NewCookie> cookies) {
        /** Leaves the cookies out. */
        @Override
        public String toString() {
            return "Entered[" + expiresAt + "]";
        }
    }

    /** Opens a session of the console. */
    public Entered enter(Account account, SignedInBy by, HttpServerRequest request) {
        tried.fire(SignInTried.welcome(account));
        Session session = sessions.open(account, IDLE, Visit.of(by, true, request));
        return handOut(session, SessionCookies.newProof(), request);
    }

    /**
     * Goes on with the session of the browser's cookies, whose renewal counts once; the proof stays, because other tabs are about
     * to send it.
     */
    Optional<Entered> renew(HttpServerRequest request) {
        return SessionCookies.renewalOf(request)
                .flatMap(refreshTokens::spend)
                .flatMap(session -> sessions.prolong(session, IDLE))
                .map(session -> handOut(session, SessionCookies.proofOf(request), request));
    }

    private Entered handOut(Session session, String proof, HttpServerRequest request) {
        Instant tokenEnd = Instant.now().plus(TOKEN);
        var cookies = new SessionCookies.Contents(
                tokens.tokenOf(session, TOKEN), refreshTokens.next(session).text(), proof);
        return new Entered(
                session.expiresAt(),
                SessionCookies.of(
                        cookies,
                        tokenEnd.isBefore(session.expiresAt()) ? tokenEnd : session.expiresAt(),
                        session.expiresAt(),
                        request.isSSL()));
    }
}
