package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.center.Operations;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@code ./flotilla up} asks of the control center: {@code token} prints a bootstrap token for the first node,
 * {@code flow} makes the demonstration flow on it, unless it is there, and prints its id.
 */
final class Demonstration {
    private static final String NAME = "Demonstration";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Demonstration() {}

    public static void main(String... arguments) throws IOException {
        Fleet fleet = Fleet.ofEnvironment(System.getenv());
        try {
            var center = new Operations(fleet.logIn());
            System.out.println(
                    switch (arguments[0]) {
                        case "token" ->
                            center.createToken("First node, made by ./flotilla up")
                                    .path("token")
                                    .asText();
                        case "flow" -> flow(fleet, center);
                        default -> throw new IllegalArgumentException("token or flow, not '" + arguments[0] + "'");
                    });
        } catch (IOException e) {
            System.err.println("flotilla: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String flow(Fleet fleet, Operations center) throws IOException {
        String node = Fleet.nodeId(fleet.edgeData())
                .orElseThrow(() -> new IOException("the edge agent in " + fleet.edgeData() + " is not enrolled"));
        var shown = Await.until(
                "the node is online",
                PATIENCE,
                () -> center.node(node)
                        .filter(found -> found.path("state").asText().matches("ONLINE|PROBLEM")));
        for (var flow : shown.path("flows")) {
            if (flow.path("name").asText().equals(NAME)) {
                return flow.path("id").asText();
            }
        }
        return center.createFlow(Map.of(
                "nodeId",
                node,
                "name",
                NAME,
                "description",
                "A test pattern with clock and tone, to look at and to try things with",
                "sources",
                List.of(end("Encoder", "SRT_LISTENER", fleet.port(9700))),
                "outputs",
                List.of(end("Viewer", "SRT_LISTENER", fleet.port(9710)), end("Probe", "UDP", fleet.port(9711)))));
    }

    /** A source or an output on this machine. */
    private static Map<String, ?> end(String name, String transport, int port) {
        return Map.of("name", name, "transport", transport, "address", "127.0.0.1", "port", port);
    }
}
