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
import jakarta.ws.rs.core.NewCookie;
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
    private static final int LONGEST_LOGIN = 320;

    private final SignIn signIn;
    private final SecondStep secondStep;
    private final ConsoleDoor console;
    private final ProgramDoor programs;
    private final Sessions sessions;
    private final SigningKeys keys;
    private final Caller caller;
    private final Event<SignInTried> tried;

    AuthEndpoint(
            SignIn signIn,
            SecondStep secondStep,
            ConsoleDoor console,
            ProgramDoor programs,
            Sessions sessions,
            SigningKeys keys,
            Caller caller,
            Event<SignInTried> tried) {
        this.signIn = signIn;
        this.secondStep = secondStep;
        this.console = console;
        this.programs = programs;
        this.sessions = sessions;
        this.keys = keys;
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

    /** What fetches the next token. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Refresh(@Nullable String refreshToken) {
        /** Leaves it out. */
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    /** Signs a browser in; 202 says what has to be shown after the password. */
    @POST
    @Path("/login")
    @RunOnVirtualThread
    public Response login(@Nullable Credentials credentials, @Context HttpServerRequest request) {
        return signIn(credentials, request, SecondStep.Door.CONSOLE, account -> {
            ConsoleDoor.Entered entered = console.enter(account, SignedInBy.PASSWORD, request);
            return Response.ok(new SignedIn(entered.expiresAt()))
                    .cookie(entered.cookies().toArray(NewCookie[]::new));
        });
    }

    /** Signs a program in; 202 says what has to be shown after the password. */
    @POST
    @Path("/token")
    @RunOnVirtualThread
    public Response token(@Nullable Credentials credentials, @Context HttpServerRequest request) {
        return signIn(
                credentials,
                request,
                SecondStep.Door.PROGRAM,
                account -> Response.ok(programs.enter(account, request)));
    }

    /** New cookies for the console's session; needs its CSRF header, and each renewal counts once. */
    @POST
    @Path("/renew")
    @RunOnVirtualThread
    @Consumes(MediaType.WILDCARD)
    public Response renew(@Context HttpServerRequest request) {
        if (!SessionCookies.hasProof(request)) {
            return AuthProblem.CSRF_MISSING
                    .response(SessionCookies.HOW_TO_PROVE)
                    .build();
        }
        return console.renew(request)
                .map(entered -> Response.ok(new SignedIn(entered.expiresAt()))
                        .cookie(entered.cookies().toArray(NewCookie[]::new)))
                .orElseGet(() -> AuthProblem.SESSION_ENDED
                        .response("The session has ended.")
                        .cookie(SessionCookies.none(request.isSSL())))
                .build();
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
        return programs.renew(new LinkSecret(brought))
                .map(Response::ok)
                .orElseGet(() -> AuthProblem.SESSION_ENDED.response("The refresh token is not good, or not any more."))
                .build();
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
            SecondStep.Door door,
            Function<Account, Response.ResponseBuilder> welcome) {
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
            case SignIn.Outcome.Welcome(Account account) ->
                secondStep
                        .demandOf(account, door)
                        .map(demand -> Response.accepted(demand))
                        .orElseGet(() -> welcome.apply(account))
                        .build();
            case SignIn.Outcome.Wrong(Optional<Account> account) -> {
                account.ifPresent(known -> tried.fire(SignInTried.refused(known, "The password was wrong.")));
                yield AuthProblem.CREDENTIALS_WRONG
                        .response("Login and password do not belong together: '" + login + "'.")
                        .build();
            }
            case SignIn.Outcome.Wait(Duration atLeast) -> AuthProblem.tooManyTries(atLeast);
        };
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
