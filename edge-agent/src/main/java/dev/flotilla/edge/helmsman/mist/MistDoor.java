package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.mist.MistFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries commands to a controller and its answers back, and logs in where that is wanted. The log-in goes with each request,
 * because the controller forgets it with the connection. For any thread.
 */
final class MistDoor implements AutoCloseable {
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(3);
    /** Viewers are sent to a MistServer that hangs until this has passed. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);

    private static final long LARGEST_ANSWER_BYTES = 32L << 20;

    private final URI address;
    private final Optional<MistLogin> login;
    private final Duration deadline;
    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_DEADLINE)
            .build();
    /** The newest challenge: the same for a day, so that it is worth keeping. */
    private volatile @Nullable String challenge;

    MistDoor(URI address, Optional<MistLogin> login, Duration deadline) {
        this.address = address;
        this.login = login;
        this.deadline = deadline;
        patience = deadline.compareTo(MOST_PATIENCE) < 0 ? deadline : MOST_PATIENCE;
    }

    /** Has the controller carry out the commands. */
    JsonNode ask(ObjectNode commands) throws MistFailure {
        return ask(commands, deadline);
    }

    /** Asks how it does; its silence counts sooner than with a command. */
    JsonNode look(ObjectNode commands) throws MistFailure {
        return ask(commands, patience);
    }

    private JsonNode ask(ObjectNode commands, Duration within) throws MistFailure {
        String known = challenge;
        JsonNode answer = post(commands, known, within);
        String asked = challengeOf(answer);
        if (asked != null && !asked.equals(known)) {
            challenge = asked;
            answer = post(commands, asked, within);
            asked = challengeOf(answer);
        }
        return admitted(answer, asked);
    }

    /** Reads a document of the controller that needs no log-in. */
    JsonNode get(String path) throws MistFailure {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET(), patience);
    }

    private JsonNode post(ObjectNode commands, @Nullable String challenge, Duration within) throws MistFailure {
        ObjectNode body = commands;
        if (challenge != null && login.isPresent()) {
            body = commands.deepCopy();
            body.putObject("authorize")
                    .put("username", login.get().user())
                    .put("password", login.get().answer(challenge));
        }
        return send(
                HttpRequest.newBuilder(address.resolve("/api"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                within);
    }

    private static @Nullable String challengeOf(JsonNode answer) {
        JsonNode authorize = answer.path("authorize");
        return authorize.path("status").asText().equals("CHALL")
                ? authorize.path("challenge").asText()
                : null;
    }

    private JsonNode admitted(JsonNode answer, @Nullable String challenge) throws MistFailure {
        if (challenge != null) {
            throw refused(
                    login.isEmpty()
                            ? "wants a log-in: set flotilla.helmsman.mist.user and flotilla.helmsman.mist.password"
                            : "does not take the log-in of flotilla.helmsman.mist.user="
                                    + login.get().user() + ": check flotilla.helmsman.mist.password");
        }
        return switch (answer.at("/authorize/status").asText()) {
            case "OK" -> answer;
            case "NOACC" -> throw refused("has no account yet: open its web page once and make one");
            default -> throw senseless("its answer is not that of a MistServer's controller");
        };
    }

    private JsonNode send(HttpRequest.Builder request, Duration within) throws MistFailure {
        try {
            HttpResponse<byte[]> response = client.send(
                    request.timeout(within).header("Accept", "*/*").build(),
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
            if (response.statusCode() != 200) {
                throw senseless("it answers with HTTP status " + response.statusCode());
            }
            return Json.read(response.body());
        } catch (JsonProcessingException e) {
            throw senseless("its answer is no JSON");
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new MistFailure(Kind.AWAY, "No MistServer answers at " + address + ": " + why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MistFailure(Kind.AWAY, "Interrupted while MistServer was asked.");
        }
    }

    MistFailure senseless(String why) {
        return new MistFailure(Kind.SENSELESS, "MistServer at %s: %s.".formatted(address, why));
    }

    private MistFailure refused(String why) {
        return new MistFailure(Kind.REFUSED, "MistServer at %s %s.".formatted(address, why));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
