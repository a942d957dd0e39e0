package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The API of one MistServer's controller. Every call blocks, at most for a deadline, and throws {@link MistFailure} when
 * MistServer does not do what it says. For any thread; a virtual one will do.
 */
public final class MistApi implements AutoCloseable {
    /** Longer than a push that waits for a trigger's handler stops the whole API. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    /** A trigger of the fork alone. */
    private static final String FORKS_TRIGGER = "RECORDING_SEGMENT";

    private final MistDoor door;

    /** @param address scheme, host and port of the controller, {@code http://127.0.0.1:4242} */
    public MistApi(URI address, Optional<MistLogin> login) {
        door = new MistDoor(address, login, DEADLINE);
    }

    /** The whole configuration. */
    public MistConfig config() throws MistFailure {
        // Without "minimal", because only then streams come along: "streams" as a command would replace them all.
        JsonNode answer = door.ask(
                Json.object().put("config", true).put("bandwidth", true).put("tags", true));
        if (!answer.path("config").isObject()) {
            throw door.senseless("its answer holds no configuration");
        }
        return MistConfig.of(answer);
    }

    /** Which MistServer it is. The answer is large: ask once per start of MistServer. */
    public MistFlavour flavour() throws MistFailure {
        JsonNode triggers = door.ask(minimal().put("capabilities", true))
                .path("capabilities")
                .path("triggers");
        return triggers.has(FORKS_TRIGGER) ? MistFlavour.FORK : MistFlavour.UPSTREAM;
    }

    public List<ActiveStream> activeStreams() throws MistFailure {
        ObjectNode commands = minimal();
        commands.putObject("active_streams").put("longform", true);
        return ActiveStream.of(door.look(commands));
    }

    /** Who is connected now: three seconds ago, because the present second is not counted yet. */
    public List<MistClient> clients() throws MistFailure {
        ObjectNode commands = minimal();
        commands.putObject("clients").put("time", -3);
        return MistClient.of(door.look(commands));
    }

    /** Load and streams, by the passphrase of the configuration. */
    public NodeFigures node(String passphrase) throws MistFailure {
        JsonNode node = door.get("/" + URLEncoder.encode(passphrase, StandardCharsets.UTF_8) + ".json");
        try {
            return NodeFigures.of(node);
        } catch (IllegalArgumentException wrong) {
            throw door.senseless("its document for load balancers makes no sense: " + wrong.getMessage());
        }
    }

    /** Replaces all triggers, takes effect at once, and is kept on disk. */
    public void setTriggers(JsonNode triggers) throws MistFailure {
        ObjectNode commands = minimal().put("save", true);
        commands.putObject("config").set("triggers", triggers);
        JsonNode answer = door.ask(commands);
        if (answer.hasNonNull("error")) {
            throw door.senseless(
                    "it refuses the triggers: " + answer.path("error").asText());
        }
    }

    /** Switches the document for load balancers on. */
    public void setPassphrase(String passphrase) throws MistFailure {
        ObjectNode commands = minimal().put("save", true);
        commands.putObject("config").put("prometheus", passphrase);
        door.ask(commands);
    }

    /** Carries out commands that make up a change of the configuration, and has it kept on disk. */
    public void change(ObjectNode commands) throws MistFailure {
        JsonNode answer = door.ask(minimal().put("save", true).setAll(commands));
        if (answer.hasNonNull("error")) {
            throw door.senseless("it refuses a change: " + answer.path("error").asText());
        }
    }

    /** Has MistServer ask again, by USER_NEW, for each viewer of the stream. */
    public void invalidateSessions(MistStream stream) throws MistFailure {
        door.ask(minimal().put("invalidate_sessions", stream.name()));
    }

    /** Ends these viewers and nobody else. */
    public void stopSessions(Collection<String> sessionIds) throws MistFailure {
        ObjectNode commands = minimal();
        sessionIds.forEach(commands.putArray("stop_sessid")::add);
        door.ask(commands);
    }

    /** Ends everything of the stream: its viewers, its recordings, and its publisher as well. */
    public void stopStream(MistStream stream) throws MistFailure {
        door.ask(minimal().put("stop_sessions", stream.name()));
    }

    /** Starts a push or a recording. MistServer neither says whether it can nor which one it is: look at {@link #pushes}. */
    public void startPush(MistStream stream, String target) throws MistFailure {
        ObjectNode commands = minimal();
        commands.putObject("push_start").put("stream", stream.name()).put("target", target);
        door.ask(commands);
    }

    public List<MistPush> pushes() throws MistFailure {
        return MistPush.of(door.ask(minimal().put("push_list", true)));
    }

    public void stopPush(long id) throws MistFailure {
        ObjectNode commands = minimal();
        commands.putArray("push_stop").add(id);
        door.ask(commands);
    }

    private static ObjectNode minimal() {
        return Json.object().put("minimal", 1);
    }

    @Override
    public void close() {
        door.close();
    }
}
