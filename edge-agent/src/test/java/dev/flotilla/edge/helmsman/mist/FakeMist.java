package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A MistServer's controller, as it was seen on the wire: it answers with what a real one answered, and keeps what it is told. */
public final class FakeMist implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHALLENGE = "27a1ccb927c04d7f0dff19cb8fd90d28";

    private final HttpServer server;
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final ObjectNode config;
    private ObjectNode streams = JSON.createObjectNode();
    private ArrayNode tags = JSON.createArrayNode();
    private ObjectNode bandwidth = JSON.createObjectNode();
    private JsonNode activeStreams;
    private JsonNode clients;
    private ObjectNode node;
    private Optional<MistLogin> account = Optional.empty();
    private boolean isFork;

    public FakeMist() throws IOException {
        this(0);
    }

    public FakeMist(int port) throws IOException {
        config = (ObjectNode) json("config-answer.json").path("config");
        activeStreams = json("active-streams.json").path("active_streams");
        clients = json("clients.json").path("clients");
        node = (ObjectNode) json("node.json");
        config.putObject("triggers");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static JsonNode json(String capture) throws IOException {
        return JSON.readTree(text(capture));
    }

    public static String text(String capture) throws IOException {
        try (InputStream resource = FakeMist.class.getResourceAsStream("/dev/flotilla/edge/helmsman/" + capture)) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public MistApi api() {
        return new MistApi(address(), Optional.empty());
    }

    public synchronized void wantsLogin(MistLogin login) {
        account = Optional.of(login);
    }

    public synchronized void becomesTheFork() {
        isFork = true;
        config.put("iid", "another");
    }

    public synchronized void has(JsonNode active) {
        activeStreams = active;
    }

    public synchronized void counts(long up, long down) {
        node.putArray("bw").add(up).add(down);
    }

    public synchronized ObjectNode config() {
        return config;
    }

    public synchronized ObjectNode streams() {
        return streams;
    }

    public synchronized ArrayNode tags() {
        return tags;
    }

    public synchronized ObjectNode bandwidth() {
        return bandwidth;
    }

    /** Everything that it was told, in order. */
    public List<JsonNode> asked() {
        return new ArrayList<>(asked);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] answer;
        synchronized (this) {
            answer = switch (path) {
                case "/api" -> (api(JSON.readTree(body)) + "\n\n").getBytes(StandardCharsets.UTF_8);
                case "/koekjes.json" -> node.toString().getBytes(StandardCharsets.UTF_8);
                default -> "<html>the web interface</html>".getBytes(StandardCharsets.UTF_8);
            };
        }
        exchange.getResponseHeaders().add("Content-Type", "text/javascript");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private ObjectNode api(JsonNode commands) {
        ObjectNode answer = JSON.createObjectNode();
        if (account.isPresent() && !isLoggedIn(commands.path("authorize"))) {
            answer.putObject("authorize").put("challenge", CHALLENGE).put("status", "CHALL");
            return answer;
        }
        asked.add(commands);
        answer.put("LTS", 1).putObject("authorize").put("status", "OK");
        configure(commands);
        changeProtocols(commands);
        boolean isMinimal = commands.has("minimal");
        if (!isMinimal || commands.has("config")) {
            answer.set("config", config.deepCopy());
        }
        if (!isMinimal) {
            answer.set("streams", streams.deepCopy());
        }
        if (commands.has("bandwidth")) {
            answer.set("bandwidth", bandwidth);
        }
        if (commands.has("tags")) {
            answer.set("tags", tags);
        }
        if (commands.has("active_streams")) {
            answer.set("active_streams", activeStreams);
        }
        if (commands.has("clients")) {
            answer.set("clients", clients);
        }
        if (commands.has("capabilities")) {
            ObjectNode triggers = answer.putObject("capabilities").putObject("triggers");
            triggers.putObject("USER_NEW");
            if (isFork) {
                triggers.putObject("RECORDING_SEGMENT");
            }
        }
        return answer;
    }

    private boolean isLoggedIn(JsonNode authorize) {
        MistLogin known = account.orElseThrow();
        return authorize.path("username").asText().equals(known.user())
                && authorize.path("password").asText().equals(known.answer(CHALLENGE));
    }

    private void configure(JsonNode commands) {
        commands.path("config").properties().forEach(part -> config.set(part.getKey(), part.getValue()));
        commands.path("addstream").properties().forEach(stream -> streams.set(stream.getKey(), stream.getValue()));
        if (commands.has("deletestream")) {
            streams.remove(commands.path("deletestream").asText());
        }
        if (commands.has("add_tag")) {
            tags.add(commands.path("add_tag").asText());
        }
        if (commands.has("remove_tag")) {
            List<JsonNode> left = tags.valueStream()
                    .filter(tag -> !tag.equals(commands.path("remove_tag")))
                    .toList();
            tags.removeAll().addAll(left);
        }
        if (commands.path("bandwidth").isObject()) {
            bandwidth.setAll((ObjectNode) commands.path("bandwidth"));
        }
    }

    private void changeProtocols(JsonNode commands) {
        ArrayNode next = JSON.createArrayNode();
        for (JsonNode entry : config.path("protocols")) {
            ObjectNode plain = entry.deepCopy();
            plain.remove("online");
            if (plain.equals(commands.path("updateprotocol").path(0))) {
                next.add(commands.path("updateprotocol").path(1));
            } else if (!plain.equals(commands.path("deleteprotocol"))) {
                next.add(entry);
            }
        }
        if (commands.has("addprotocol")) {
            next.add(commands.path("addprotocol"));
        }
        config.set("protocols", next);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
