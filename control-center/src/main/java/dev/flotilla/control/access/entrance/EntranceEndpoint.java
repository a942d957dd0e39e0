package dev.flotilla.control.access.entrance;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.ConsoleDoor;
import dev.flotilla.control.access.EmailAddress;
import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.control.access.PasswordRule;
import dev.flotilla.control.access.Passwords;
import dev.flotilla.control.access.SignedInBy;
import dev.flotilla.control.access.member.Invitations;
import dev.flotilla.control.access.signon.SignOnConfig;
import dev.flotilla.control.graphql.Forbidden;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What somebody may ask for who has not signed in. Whether an account exists shows in no answer, nor in the time that it takes. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EntranceEndpoint {
    private static final int LONGEST_NAME = 100;

    /** Whether anybody may make a tenant of their own. */
    enum SignUpPolicy {
        OPEN,
        CLOSED
    }

    private final BotGuard guard;
    private final LaterWork later;
    private final PasswordResets resets;
    private final SignUps signUps;
    private final Invitations invitations;
    private final Passwords passwords;
    private final ConsoleDoor door;
    private final SignOnConfig signOn;
    private final SignUpPolicy policy;

    EntranceEndpoint(
            BotGuard guard,
            LaterWork later,
            PasswordResets resets,
            SignUps signUps,
            Invitations invitations,
            Passwords passwords,
            ConsoleDoor door,
            SignOnConfig signOn,
            @ConfigProperty(name = "flotilla.signup", defaultValue = "closed") SignUpPolicy policy) {
        this.guard = guard;
        this.later = later;
        this.resets = resets;
        this.signUps = signUps;
        this.invitations = invitations;
        this.passwords = passwords;
        this.door = door;
        this.signOn = signOn;
        this.policy = policy;
    }

    /** What a form must be worked on with before it is sent. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Challenge(
            String challenge,
            int workBits,
            boolean isSignUpOpen,
            @Nullable String signOn) {}

    /** Whose password is lost. */
    public record Forgot(
            @Nullable String login,
            @Nullable String challenge,
            @Nullable String nonce,
            @Nullable String website) {}

    /** A link's secret and the new password. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Choice(
            @Nullable String secret,
            @Nullable String password,
            @Nullable String displayName) {
        /** Leaves both secrets out. */
        @Override
        public String toString() {
            return "Choice[" + displayName + "]";
        }
    }

    /** Who wants a tenant of their own. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record SignUp(
            @Nullable String email,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String organisation,
            @Nullable String challenge,
            @Nullable String nonce,
            @Nullable String website) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "SignUp[" + organisation + "]";
        }
    }

    /** Until when the cookies of the answer are good. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Entered(Instant expiresAt) {}

    @GET
    @Path("/challenge")
    @Consumes(MediaType.WILDCARD)
    public Challenge challenge() {
        return new Challenge(
                guard.challenge(),
                guard.workBits(),
                policy == SignUpPolicy.OPEN,
                signOn.issuer().isPresent() ? signOn.name() : null);
    }

    @POST
    @Path("/password/forgot")
    public Response forgot(@Nullable Forgot sent) {
        Forgot request = required(sent);
        String login =
                EmailAddress.parse("login", given("login", request.login())).value();
        if (isHuman(new BotGuard.Proof(request.challenge(), request.nonce(), request.website()))) {
            later.add(() -> resets.request(login));
        }
        return Response.accepted().build();
    }

    @POST
    @Path("/password/reset")
    public Response reset(@Nullable Choice sent) {
        Choice choice = required(sent);
        resets.reset(secret(choice), given("password", choice.password()));
        return Response.noContent().build();
    }

    @POST
    @Path("/invitations/offer")
    public Invitations.Offer offer(@Nullable Choice sent) {
        return invitations.offer(secret(required(sent)));
    }

    @POST
    @Path("/invitations/accept")
    public Response accept(@Nullable Choice sent, @Context HttpServerRequest request) {
        Choice choice = required(sent);
        Invitations.Offer offer = invitations.offer(secret(choice));
        String password = PasswordRule.check("password", given("password", choice.password()), offer.email());
        Account account = invitations.accept(
                secret(choice), name("display_name", choice.displayName()), passwords.hash(password));
        return entered(account, request);
    }

    @POST
    @Path("/sign-up")
    public Response signUp(@Nullable SignUp sent) {
        SignUp request = required(sent);
        if (policy != SignUpPolicy.OPEN) {
            throw new Refused(new Forbidden("Nobody may sign up here: ask somebody to invite you."));
        }
        EmailAddress email = EmailAddress.parse("email", given("email", request.email()));
        String password = PasswordRule.check("password", given("password", request.password()), email.value());
        String displayName = name("display_name", request.displayName());
        String organisation = name("organisation", request.organisation());
        if (isHuman(new BotGuard.Proof(request.challenge(), request.nonce(), request.website()))) {
            var pending = new SignUps.Pending(email, displayName, organisation, passwords.hash(password));
            later.add(() -> signUps.request(pending));
        }
        return Response.accepted().build();
    }

    @POST
    @Path("/sign-up/confirm")
    public Response confirm(@Nullable Choice sent, @Context HttpServerRequest request) {
        return entered(signUps.confirm(secret(required(sent))), request);
    }

    private Response entered(Account account, HttpServerRequest request) {
        ConsoleDoor.Entered entered = door.enter(account, SignedInBy.LINK, request);
        return Response.ok(new Entered(entered.expiresAt()))
                .cookie(entered.cookies().toArray(NewCookie[]::new))
                .build();
    }

    private boolean isHuman(BotGuard.Proof proof) {
        return switch (guard.judge(proof)) {
            case HUMAN -> true;
            case ROBOT -> false;
            case UNPROVEN -> throw new Refused(BotGuard.unproven());
        };
    }

    private static LinkSecret secret(Choice choice) {
        return new LinkSecret(given("secret", choice.secret()));
    }

    private static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new Refused(InvalidInput.of("body", "is missing"));
        }
        return body;
    }

    private static String name(String field, @Nullable String text) {
        String name = given(field, text).strip();
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(
                    InvalidInput.of(field, name, "must have 1 to " + LONGEST_NAME + " characters of one line"));
        }
        return name;
    }

    private static String given(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new Refused(InvalidInput.of(field, "is missing"));
        }
        return text;
    }
}
