package dev.flotilla.mist.push;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a push. RTMP's is a TCP connection, so that a far end that is not there, or goes, is noticed; bytes of no
 * protocol go over it. SRT's is taken for granted.
 */
final class Remote implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final byte[] SOMETHING = new byte[188];

    private final @Nullable InetSocketAddress address;
    private volatile String why = "";
    private volatile @Nullable Socket socket;

    private Remote(@Nullable InetSocketAddress address) {
        this.address = address;
    }

    static Remote to(Target target) {
        URI uri = URI.create(target.path().split("\\?", 2)[0]);
        boolean isTcp = uri.getScheme().startsWith("rtmp") && uri.getHost() != null;
        var remote = new Remote(
                isTcp ? new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 1935 : uri.getPort()) : null);
        if (isTcp) {
            Thread.ofVirtual().start(remote::connect);
        }
        return remote;
    }

    private void connect() {
        var fresh = new Socket();
        try {
            fresh.connect(address, CONNECT_TIMEOUT_MS);
            socket = fresh;
        } catch (IOException refused) {
            why = "Could not connect to " + address + ": " + refused.getMessage();
        }
    }

    /** Whether it can be known that nobody is there. Sends a little, to find out. */
    boolean isLost() {
        Socket present = socket;
        if (present != null && why.isEmpty()) {
            try {
                present.getOutputStream().write(SOMETHING);
            } catch (IOException broken) {
                why = "Connection to " + address + " was lost: " + broken.getMessage();
            }
        }
        return !why.isEmpty();
    }

    String why() {
        return why;
    }

    @Override
    public void close() {
        Socket present = socket;
        if (present != null) {
            try {
                present.close();
            } catch (IOException closed) {
                why = "closed";
            }
        }
    }
}
