package dev.flotilla.edge.probe;

import dev.flotilla.proto.node.v1.ProbeReport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;

/** A probe at a free port, for tests that want to know what really arrives. */
public final class Receiver implements AutoCloseable {
    private final int port;
    private final Probe probe;

    public Receiver() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        probe = new Probe(URI.create("udp://127.0.0.1:" + port));
        probe.start();
    }

    public int port() {
        return port;
    }

    public ProbeReport report() {
        return probe.report();
    }

    @Override
    public void close() {
        probe.close();
    }
}
