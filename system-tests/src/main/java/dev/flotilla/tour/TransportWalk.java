package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.media.UdpReceiver;
import dev.flotilla.tour.node.MrouteApi;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the steps of the transport tour share: mroute's API of the first node, and what to end when the walk is over. */
final class TransportWalk implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final MrouteApi api;
    final Path log;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    TransportWalk(Fleet fleet) throws IOException {
        api = new MrouteApi(URI.create("http://127.0.0.1:" + fleet.port(8080)));
        Path folder = Files.createDirectories(fleet.home()
                .resolve("tour")
                .resolve("transport-" + ProcessHandle.current().pid()));
        log = folder.resolve("encoders.log");
    }

    /** Is ended with the walk. */
    <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    /** Makes and starts a flow that is deleted with the walk. */
    String startFlow(Map<String, ?> flow) throws IOException {
        String id = api.start(flow);
        keep(() -> api.delete(id));
        return id;
    }

    /** The metrics as soon as they are as wanted. */
    JsonNode metrics(String flow, String what, Predicate<JsonNode> wanted) throws IOException {
        return Await.until(what, PATIENCE, () -> Optional.of(api.metrics(flow)).filter(wanted));
    }

    /** Waits for that many packets more, and answers what the receiver has seen then. */
    static UdpReceiver.Seen more(UdpReceiver receiver, long packets) throws IOException {
        long before = receiver.seen().packets();
        return Await.until(
                packets + " packets more",
                PATIENCE,
                () -> Optional.of(receiver.seen()).filter(seen -> seen.packets() >= before + packets));
    }

    /** Expects that a receiver missed nothing since it had seen that. */
    static void expectWhole(UdpReceiver.Seen before, UdpReceiver.Seen now) {
        long lost = now.continuityErrors() - before.continuityErrors();
        expect(lost == 0, lost + " breaks in continuity");
        expect(now.withoutSync() == before.withoutSync(), "packets without a sync byte came");
        expect(now.packets() > before.packets(), "no packet came");
    }

    /** A free UDP port that is even, as RIST and RTP want it. */
    static int freePort() throws IOException {
        while (true) {
            try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() % 2 == 0) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    static Map<String, ?> source(String name, String protocol, int port) {
        return Map.of("name", name, "protocol", protocol, "ingest_port", port);
    }

    static Map<String, ?> output(String name, String protocol, int port) {
        return Map.of("name", name, "protocol", protocol, "destination", "127.0.0.1", "port", port);
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IOException("what the walk made could not be ended: " + e.getMessage(), e);
            }
        }
        api.close();
    }
}
