package dev.flotilla.control.access.factor;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.AuthProblem;
import dev.flotilla.control.access.ConsoleDoor;
import dev.flotilla.control.access.ProgramDoor;
import dev.flotilla.control.access.SignInTried;
import dev.flotilla.control.access.SignedInBy;
import dev.flotilla.control.access.factor.SecondFactors.Shown;
import dev.flotilla.control.access.factor.SecondFactors.Verdict;
import dev.flotilla.control.access.passkey.Passkeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in beside a password: what comes after it, and passkeys instead of it. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FactorEndpoint {
    private final FactorStep step;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final ConsoleDoor console;
    private final ProgramDoor programs;
    private final Event<SignInTried> tried;

    FactorEndpoint(
            FactorStep step,
            SecondFactors factors,
            Passkeys passkeys,
            ConsoleDoor console,
            ProgramDoor programs,
            Event<SignInTried> tried) {
        this.step = step;
        this.factors = factors;
        this.passkeys = passkeys;
        this.console = console;
        this.programs = programs;
        this.tried = tried;
    }

    /**
     * The second step.
     *
     * @param challenge what the password was answered with
     * @param code of an app, or a recovery code
     * @param passkey what the browser made of the options, as JSON text
     */
    public record Step(
            @Nullable String challenge,
            @Nullable String code,
            @Nullable String passkey) {
        /** Leaves all out. */
        @Override
        public String toString() {
            return "Step";
        }
    }

    /** What a passkey has signed, as the browser says it: JSON text (WebAuthn 5.1, AuthenticationResponseJSON). */
    public record Signed(@Nullable String credential) {
        /** Leaves it out. */
        @Override
        public String toString() {
            return "Signed";
        }
    }

    /** What to ask the browser. */
    public record Offer(Map<String, Object> options) {}

    /** Until when the cookies of the answer are good. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Entered(Instant expiresAt) {}

    /** Ends what /login or /token began; the answer is what theirs would have been. */
    @POST
    @Path("/second-factor")
    public Response secondFactor(@Nullable Step sent, @Context HttpServerRequest request) {
        if (sent == null || sent.challenge() == null || (sent.code() == null && sent.passkey() == null)) {
            return AuthProblem.REQUEST_INVALID
                    .response("challenge, and code or passkey, must be there.")
                    .build();
        }
        String challenge = sent.challenge();
        Optional<FactorStep.Entering> entering = step.open(challenge);
        if (entering.isEmpty()) {
            return tooLate();
        }
        Account account = entering.get().account();
        return switch (factors.check(account, new Shown(sent.code(), sent.passkey()))) {
            case Verdict.Right _ when !step.spend(challenge) -> tooLate();
            case Verdict.Right _ ->
                switch (entering.get().door()) {
                    case CONSOLE -> entered(account, SignedInBy.PASSWORD, request);
                    case PROGRAM ->
                        Response.ok(programs.enter(account, request)).build();
                };
            case Verdict.Wrong _ -> {
                tried.fire(SignInTried.refused(account, "The second factor was wrong."));
                yield AuthProblem.CREDENTIALS_WRONG
                        .response("The code is wrong, or was used before.")
                        .build();
            }
            case Verdict.Wait(Duration atLeast) -> AuthProblem.tooManyTries(atLeast);
        };
    }

    /** Says what the browser asks for a passkey of whomever it may be; nothing shows who has one. */
    @POST
    @Path("/passkey/offer")
    @Consumes(MediaType.WILDCARD)
    public Offer offer() {
        return new Offer(passkeys.offerSignIn());
    }

    /** Signs a browser in by a passkey alone, which has recognised its owner. */
    @POST
    @Path("/passkey/sign-in")
    public Response signIn(@Nullable Signed sent, @Context HttpServerRequest request) {
        if (sent == null || sent.credential() == null) {
            return AuthProblem.REQUEST_INVALID
                    .response("credential is missing.")
                    .build();
        }
        return passkeys.signIn(sent.credential())
                .map(account -> entered(account, SignedInBy.PASSKEY, request))
                .orElseGet(() -> AuthProblem.CREDENTIALS_WRONG
                        .response("That passkey opens nothing here, or the page was open for too long.")
                        .build());
    }

    private Response entered(Account account, SignedInBy by, HttpServerRequest request) {
        ConsoleDoor.Entered entered = console.enter(account, by, request);
        return Response.ok(new Entered(entered.expiresAt()))
                .cookie(entered.cookies().toArray(NewCookie[]::new))
                .build();
    }

    private static Response tooLate() {
        return AuthProblem.SESSION_ENDED
                .response("That took too long, or was done already: begin with the password again.")
                .build();
    }
}
