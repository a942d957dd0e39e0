package dev.flotilla.control.contact;

import dev.flotilla.control.access.AuthProblem;
import dev.flotilla.control.access.Origin;
import dev.flotilla.control.access.Throttle;
import dev.flotilla.control.access.entrance.BotGuard;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where anybody may write to whoever runs the platform: some work of their machine for each message, and few from one network. */
@Path("/contact/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ContactEndpoint {
    private static final int REMEMBERED = 10_000;
    private static final Throttle.Price PRICE = new Throttle.Price(5, Duration.ofMinutes(5), Duration.ofHours(1));

    private final BotGuard guard;
    private final ContactMessages messages;
    private final Throttle senders = new Throttle(PRICE, REMEMBERED);
    private final Clock clock = Clock.systemUTC();

    ContactEndpoint(BotGuard guard, ContactMessages messages) {
        this.guard = guard;
        this.messages = messages;
    }

    /**
     * A message.
     *
     * @param challenge of {@code /auth/v1/challenge}
     * @param nonce what solves it
     * @param website a field that people do not see
     */
    public record Message(
            @Nullable String name,
            @Nullable String email,
            @Nullable String text,
            @Nullable String challenge,
            @Nullable String nonce,
            @Nullable String website) {}

    @POST
    @Path("/messages")
    public Response write(@Nullable Message sent, @Context HttpServerRequest request) {
        if (sent == null) {
            throw new Refused(InvalidInput.of("body", "is missing"));
        }
        Instant now = clock.instant();
        var message = ContactMessage.of(sent.name(), sent.email(), sent.text(), now);
        String network = Origin.of(request.remoteAddress().hostAddress()).text();
        Duration wait = senders.wait(network, now);
        if (!wait.isZero()) {
            return AuthProblem.tooManyTries(wait);
        }
        switch (guard.judge(new BotGuard.Proof(sent.challenge(), sent.nonce(), sent.website()))) {
            case HUMAN -> {
                senders.count(network, now);
                messages.add(message);
            }
            case ROBOT -> senders.count(network, now);
            case UNPROVEN -> throw new Refused(BotGuard.unproven());
        }
        return Response.accepted().build();
    }
}
