package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The local ports from which the callers of one flow dial, one per address family. libsrt runs two threads for each local
 * port, so that callers on one port cost a third (docs/performance.md).
 */
public final class LocalPort {
    private int v4;
    private int v6;

    /** Binds a caller's socket to the port that the others have, or to a new one. */
    void bind(SrtSocket socket, InetAddress towards) throws SrtException {
        boolean isV6 = towards instanceof Inet6Address;
        InetAddress any = InetAddress.ofLiteral(isV6 ? "::" : "0.0.0.0");
        if (isV6) {
            socket.set(SrtOption.IPV6_ONLY, 1);
        }
        int shared = isV6 ? v6 : v4;
        try {
            socket.bind(new InetSocketAddress(any, shared));
        } catch (SrtException taken) {
            // All callers were gone for a moment, and another program took the port.
            socket.bind(new InetSocketAddress(any, 0));
        }
        int port = socket.localAddress().getPort();
        if (isV6) {
            v6 = port;
        } else {
            v4 = port;
        }
    }
}
