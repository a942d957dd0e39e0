package dev.flotilla.control.access;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.Optional;

/** Lets a program in that acts for somebody who has shown who they are: opens the session, hands out its tokens and renews them. */
@ApplicationScoped
public class ProgramDoor {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration TOKEN = Duration.ofHours(1);

    private final Sessions sessions;
    private final BuiltinTokens tokens;
    private final RefreshTokens refreshTokens;
    private final Event<SignInTried> tried;

    ProgramDoor(Sessions sessions, BuiltinTokens tokens, RefreshTokens refreshTokens, Event<SignInTried> tried) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.tried = tried;
    }

    /** A bearer token (RFC 6750), and the one that fetches the next (RFC 6749). */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Token(String accessToken, String tokenType, long expiresIn, String refreshToken) {
        /** Leaves both out. */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** Opens a session of a program. */
    public Token enter(Account account, HttpServerRequest request) {
        tried.fire(SignInTried.welcome(account));
        return tokenOf(sessions.open(account, LIFE, Visit.of(SignedInBy.PASSWORD, false, request)));
    }

    /** The next token for an old refresh token, which counts no more. */
    Optional<Token> renew(LinkSecret refreshToken) {
        return refreshTokens
                .spend(refreshToken)
                .flatMap(session -> sessions.prolong(session, Duration.ZERO))
                .map(this::tokenOf);
    }

    private Token tokenOf(Session session) {
        return new Token(
                tokens.tokenOf(session, TOKEN),
                "Bearer",
                TOKEN.toSeconds(),
                refreshTokens.next(session).text());
    }
}
