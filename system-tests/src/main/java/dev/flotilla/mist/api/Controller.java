package dev.flotilla.mist.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.config.Configuration;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.push.Pushes;
import dev.flotilla.mist.stream.Streams;
import dev.flotilla.mist.stream.Traffic;
import dev.flotilla.mist.trigger.Triggers;
import dev.flotilla.mist.wire.HttpListener;
import dev.flotilla.mist.wire.Reply;
import dev.flotilla.mist.wire.Request;
import java.time.Clock;

/**
 * Answers the controller's port: commands by {@code /api}, figures by the passphrase, and the web pages for everything else. One
 * command at a time: a trigger that a command waits for stalls all others, as in a real one.
 */
public final class Controller {
    private static final String PAGE = "<!DOCTYPE html><html><head><title>MistServer MI</title></head></html>\n";

    private final Configuration configuration;
    private final NodeFigures figures;
    private final StatisticsCommands statistics;
    private final ConfigurationCommands changes;
    private final ActionCommands actions;
    private final String version;

    /**
     * @param instance names this start of the server
     * @param version "3.10"
     */
    public Controller(
            Configuration configuration,
            Streams streams,
            Triggers triggers,
            Traffic traffic,
            Pushes pushes,
            Machine machine,
            String instance,
            String version,
            boolean isFork,
            Clock clock) {
        this.configuration = configuration;
        this.version = version;
        figures = new NodeFigures(configuration, streams, triggers, machine);
        statistics = new StatisticsCommands(configuration, streams, figures, machine, clock);
        changes = new ConfigurationCommands(configuration, triggers, instance, version);
        actions = new ActionCommands(streams, traffic, pushes, isFork);
    }

    /** A new connection's. */
    public HttpListener.Conversation conversation() {
        var login = new Login(configuration);
        return request -> answer(request, login);
    }

    private Reply answer(Request request, Login login) {
        String path = request.path();
        String passphrase = configuration.config().path("prometheus").asText("");
        if (!passphrase.isEmpty() && path.startsWith("/" + passphrase + ".json")) {
            return Reply.ok("text/json", Json.text(figures.now()))
                    .with("Connection", "close")
                    .with("Server", "MistServer/" + version)
                    .echoing(request);
        }
        if (!passphrase.isEmpty() && path.equals("/" + passphrase)) {
            ObjectNode now = figures.now();
            String text = "mist_cpu " + now.path("cpu") + "\nmist_bw_total{direction=\"up\"}" + now.at("/bw/0") + "\n";
            return Reply.ok("text/plain; version=0.0.4", text).with("Server", "MistServer/" + version);
        }
        String command = command(request);
        if (command.isEmpty()) {
            return Reply.ok("text/html", PAGE).with("X-Info", "MistServer web interface");
        }
        return command(request, command, login);
    }

    private synchronized Reply command(Request request, String text, Login login) {
        JsonNode command;
        try {
            command = Json.parse(text);
        } catch (IllegalArgumentException notJson) {
            command = Json.object();
        }
        if (request.path().equals("/api2")) {
            ((ObjectNode) command).put("minimal", true);
        }
        ObjectNode answer = Json.object();
        ObjectNode authorize = login.status(request, command);
        answer.set("authorize", authorize);
        if (login.isIn()) {
            answer.put("LTS", 1);
            changes.answer(command, answer);
            actions.answer(command, answer);
            statistics.answer(command, answer);
        }
        String body = Json.text(answer) + "\n\n";
        String callback = request.query("callback");
        return Reply.ok("text/javascript", callback.isEmpty() ? body : callback + "(" + body.strip() + ");\n\n");
    }

    private static String command(Request request) {
        boolean isApi = request.path().equals("/api") || request.path().equals("/api2");
        String query = request.query("command");
        if (!query.isEmpty()) {
            return query;
        }
        if (!isApi) {
            return "";
        }
        if (request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            return Request.parameter(request.body(), "command");
        }
        return request.body().isBlank() ? "{}" : request.body();
    }
}
