package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.center.Operations;
import dev.flotilla.tour.media.TestStream;
import dev.flotilla.tour.media.UdpReceiver;
import dev.flotilla.tour.node.EdgeNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What the steps of a walk hand on to each other: a second node, one flow on it, its encoder and its receiver. */
final class Walk implements AutoCloseable {
    static final String STREAM_ID = "first-light";

    final Fleet fleet;
    final EdgeNode node;
    final UdpReceiver receiver;
    final int sourcePort = freeUdpPort();
    final int viewerPort = freeUdpPort();

    private @Nullable Operations center;
    private @Nullable TestStream encoder;
    private @Nullable String token;
    private @Nullable String flow;

    Walk(Fleet fleet) throws IOException {
        this.fleet = fleet;
        this.node = new EdgeNode(fleet, "second");
        this.receiver = new UdpReceiver(0);
    }

    /** The control center, logged in to when it is first asked for. */
    Operations center() throws IOException {
        Operations known = center;
        if (known == null) {
            known = new Operations(fleet.logIn());
            center = known;
        }
        return known;
    }

    String token() {
        return made("a token", token);
    }

    void setToken(String made) {
        token = made;
    }

    String flow() {
        return made("a flow", flow);
    }

    void setFlow(String made) {
        flow = made;
    }

    void startEncoder() throws IOException {
        stopEncoder();
        encoder = encoder(STREAM_ID);
    }

    /** One more encoder that calls the flow's source. */
    TestStream encoder(String streamId) throws IOException {
        return TestStream.toSrt(sourcePort, streamId, node.log().resolveSibling("encoder.log"));
    }

    void stopEncoder() {
        TestStream running = encoder;
        if (running != null) {
            running.close();
        }
    }

    boolean isEncoding() {
        TestStream running = encoder;
        return running != null && running.isSending();
    }

    @Override
    public void close() throws IOException {
        stopEncoder();
        receiver.close();
        node.close();
    }

    private static String made(String what, @Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("no step before this one has made " + what);
        }
        return value;
    }

    private static int freeUdpPort() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free UDP port", e);
        }
    }
}
