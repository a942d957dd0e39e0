package dev.flotilla.edge;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports for what cannot choose one itself. They are none of those that the kernel gives away, so nobody gets one between this
 * look and its use, and none is given twice.
 */
public final class FreePort {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int LOWEST = 20_002;
    private static final int PORTS = 12_000;
    private static final int APART = 6;

    /** Builds beside this one begin elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(APART * (int) (ProcessHandle.current().pid() * 89 % (PORTS / APART)));

    private FreePort() {}

    /** An even one on which nothing listens by UDP or TCP, and neither on the five after it, which RTP and RIST may use. */
    public static int next() {
        for (int attempt = 0; attempt < PORTS / APART; attempt++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndAdd(APART), PORTS);
            if (IntStream.range(port, port + APART).allMatch(FreePort::isFree)) {
                return port;
            }
        }
        throw new IllegalStateException("no free ports from " + LOWEST + " to " + (LOWEST + PORTS));
    }

    private static boolean isFree(int port) {
        try (var udp = new DatagramSocket(port, LOOPBACK);
                var tcp = new ServerSocket(port, 1, LOOPBACK)) {
            return udp.isBound() && tcp.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
