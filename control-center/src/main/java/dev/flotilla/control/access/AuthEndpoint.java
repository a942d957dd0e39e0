package dev.flotilla.control.access;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signing in and out: with cookies for the console, with a bearer token for programs. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AuthEndpoint {
    private static final Duration CONSOLE = Duration.ofHours(12);
    private static final Duration PROGRAM = Duration.ofDays(30);
    private static final Duration ACCESS = Duration.ofHours(1);
    private static final int LONGEST_LOGIN = 320;

    private final SignIn signIn;
    private final Sessions sessions;
    private final BuiltinTokens tokens;
    private final SigningKeys keys;
    private final RefreshTokens refreshTokens;
    private final Caller caller;
    private final Event<SignInTried> tried;

    AuthEndpoint(
            SignIn signIn,
            Sessions sessions,
            BuiltinTokens tokens,
            SigningKeys keys,
            RefreshTokens refreshTokens,
            Caller caller,
            Event<SignInTried> tried) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.keys = keys;
        this.refreshTokens = refreshTokens;
        this.caller = caller;
        this.tried = tried;
    }

    /** Who one claims to be. */
    public record Credentials(
            @Nullable String login, @Nullable String password) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Credentials[login=" + login + "]";
        }
    }

    /** Until when the cookies of the answer are good. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record SignedIn(Instant expiresAt) {}

    /** A bearer token (RFC 6750), and the one that fetches the next (RFC 6749). */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Token(String accessToken, String tokenType, long expiresIn, String refreshToken) {
        /** Leaves both out. */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** What fetches the next token. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Refresh(@Nullable String refreshToken) {
        /** Leaves it out. */
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    @POST
    @Path("/login")
    @RunOnVirtualThread
    public Response login(@Nullable Credentials credentials, @Context HttpServerRequest request) {
        return signIn(
                credentials,
                request,
                CONSOLE,
                session -> Response.ok(new SignedIn(session.expiresAt()))
                        .cookie(SessionCookies.of(tokens.tokenOf(session), session.expiresAt(), request.isSSL())));
    }

    @POST
    @Path("/token")
    @RunOnVirtualThread
    public Response token(@Nullable Credentials credentials, @Context HttpServerRequest request) {
        return signIn(credentials, request, PROGRAM, session -> Response.ok(tokenOf(session)));
    }

    /** A new token for an old refresh token, which counts no more. */
    @POST
    @Path("/refresh")
    @RunOnVirtualThread
    public Response refresh(@Nullable Refresh request) {
        String brought = request == null ? null : request.refreshToken();
        if (brought == null || brought.isBlank()) {
            return AuthProblem.REQUEST_INVALID
                    .response("refresh_token is missing.")
                    .build();
        }
        return refreshTokens
                .spend(new LinkSecret(brought))
                .map(session -> Response.ok(tokenOf(session)))
                .orElseGet(() -> AuthProblem.SESSION_ENDED.response("The refresh token is not good, or not any more."))
                .build();
    }

    private Token tokenOf(Session session) {
        return new Token(
                tokens.tokenOf(session, ACCESS),
                "Bearer",
                ACCESS.toSeconds(),
                refreshTokens.next(session).text());
    }

    @POST
    @Path("/logout")
    @Authenticated
    @Consumes(MediaType.WILDCARD)
    public Response logout(@Context HttpServerRequest request) {
        sessions.end(caller.session());
        return Response.noContent().cookie(SessionCookies.none(request.isSSL())).build();
    }

    /** The public halves of what signs our tokens, the old ones too (RFC 7517). */
    @GET
    @Path("/jwks")
    public Map<String, List<Map<String, String>>> jwks() {
        return Map.of("keys", keys.all().stream().map(AuthEndpoint::published).toList());
    }

    private static Map<String, String> published(SigningKeys.Pair key) {
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                key.id(),
                "n",
                base64(key.publicKey().getModulus()),
                "e",
                base64(key.publicKey().getPublicExponent()));
    }

    private Response signIn(
            @Nullable Credentials credentials,
            HttpServerRequest request,
            Duration life,
            Function<Session, Response.ResponseBuilder> welcome) {
        String login = credentials == null ? null : credentials.login();
        String password = credentials == null ? null : credentials.password();
        if (login == null || login.isBlank() || password == null || password.isEmpty()) {
            String missing = login == null || login.isBlank() ? "login" : "password";
            return AuthProblem.REQUEST_INVALID
                    .response(missing + " is missing.")
                    .build();
        }
        if (login.length() > LONGEST_LOGIN) {
            return AuthProblem.REQUEST_INVALID
                    .response("login must have at most " + LONGEST_LOGIN + " characters.")
                    .build();
        }
        Origin from = Origin.of(request.remoteAddress().hostAddress());
        return switch (signIn.tryPassword(login, password, from)) {
            case SignIn.Outcome.Welcome(Account account) -> {
                tried.fire(new SignInTried(account.actor(), true));
                yield welcome.apply(sessions.open(account, life)).build();
            }
            case SignIn.Outcome.Wrong(Optional<Account> account) -> {
                account.ifPresent(known -> tried.fire(new SignInTried(known.actor(), false)));
                yield AuthProblem.CREDENTIALS_WRONG
                        .response("Login and password do not belong together: '" + login + "'.")
                        .build();
            }
            case SignIn.Outcome.Wait(Duration atLeast) -> {
                long seconds = Math.max(1, atLeast.plusMillis(999).toSeconds());
                yield AuthProblem.TOO_MANY_TRIES
                        .response("Too many wrong passwords: try again in %d seconds.".formatted(seconds))
                        .header("Retry-After", seconds)
                        .build();
            }
        };
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
