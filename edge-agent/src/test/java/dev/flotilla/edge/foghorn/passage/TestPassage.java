package dev.flotilla.edge.foghorn.passage;

import dev.flotilla.edge.uplink.identity.UplinkAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A way to some address, on a free port. */
public record TestPassage(Passage passage) implements AutoCloseable {
    public static TestPassage to(String host, int port) throws Exception {
        return new TestPassage(new Passage(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> Optional.of(new UplinkAddress(host, port)),
                8,
                Duration.ofSeconds(60)));
    }

    public int port() {
        return passage.port();
    }

    public int connections() {
        return passage.connections();
    }

    @Override
    public void close() {
        passage.close();
    }
}
