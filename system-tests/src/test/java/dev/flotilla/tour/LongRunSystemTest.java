package dev.flotilla.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.center.Operations;
import dev.flotilla.tour.media.Decoder;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten minutes of the demonstration at both kinds of output, decoded; {@code -Dlong.minutes=} sets another time. */
@Tag("long")
@ExtendWith(RunningFleet.class)
class LongRunSystemTest {
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("long.minutes", 10));

    @Test
    void bothOutputsDecodeWithoutAnError(Fleet fleet) throws Exception {
        var center = new Operations(fleet.logIn());
        String node = Fleet.nodeId(fleet.edgeData()).orElseThrow();
        int port = freeUdpPort();
        String viewer = "srt://127.0.0.1:" + fleet.port(9710) + "?mode=caller";
        String flow = center.createFlow(Map.of(
                "nodeId",
                node,
                "name",
                "Long run",
                "sources",
                List.of(end("Demonstration", "SRT_CALLER", fleet.port(9710))),
                "outputs",
                List.of(end("Decoder", "UDP", port))));
        long before = continuityErrors(center, node);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> atSrt = threads.submit(() -> Decoder.complaints(viewer, TIME));
            Future<List<String>> atUdp =
                    threads.submit(() -> Decoder.complaints("udp://127.0.0.1:" + port + "?fifo_size=100000", TIME));
            assertThat(atSrt.get()).as("what FFmpeg says at the SRT output").isEmpty();
            assertThat(atUdp.get()).as("what FFmpeg says at the UDP output").isEmpty();
        } finally {
            center.deleteFlow(flow);
        }
        assertThat(continuityErrors(center, node) - before)
                .as("continuity errors at the probe")
                .isZero();
    }

    private static Map<String, ?> end(String name, String transport, int port) {
        return Map.of("name", name, "transport", transport, "address", "127.0.0.1", "port", port);
    }

    private static long continuityErrors(Operations center, String node) throws Exception {
        return center.node(node).orElseThrow().at("/probes/0/continuityErrors").asLong();
    }

    private static int freeUdpPort() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
