package dev.flotilla.tour.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;

/** A receiver of a transport stream over UDP on this machine, which counts in the background. */
public final class UdpReceiver implements AutoCloseable {
    private final DatagramSocket socket;
    private final TransportStreamCount count = new TransportStreamCount();
    private final Thread thread;
    private long lastNs = System.nanoTime();
    private long longestGapNs;
    private boolean hasStarted;

    /**
     * Begins to receive.
     *
     * @param port 0 takes any free one
     */
    public UdpReceiver(int port) throws IOException {
        socket = new DatagramSocket(null);
        socket.setReceiveBufferSize(4 << 20);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        thread = Thread.ofPlatform().daemon().name("udp-receiver").start(this::receive);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /**
     * What arrived since the receiver began.
     *
     * @param longestGap the longest time without a packet since {@link #forgetGaps}, the present one included
     */
    public record Seen(long packets, long continuityErrors, long withoutSync, Duration longestGap) {}

    public synchronized Seen seen() {
        long gapNs = Math.max(longestGapNs, System.nanoTime() - lastNs);
        return new Seen(
                count.packets(),
                count.continuityErrors(),
                count.withoutSync(),
                Duration.ofNanos(hasStarted ? gapNs : 0));
    }

    /** Begins to look for the longest gap anew. */
    public synchronized void forgetGaps() {
        longestGapNs = 0;
    }

    private void receive() {
        byte[] bytes = new byte[65_536];
        var packet = new DatagramPacket(bytes, bytes.length);
        while (!socket.isClosed()) {
            try {
                packet.setLength(bytes.length);
                socket.receive(packet);
                take(bytes, packet.getLength());
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException("the UDP receiver on port " + port() + " failed", e);
            }
        }
    }

    private synchronized void take(byte[] bytes, int length) {
        long nowNs = System.nanoTime();
        if (hasStarted) {
            longestGapNs = Math.max(longestGapNs, nowNs - lastNs);
        }
        hasStarted = true;
        lastNs = nowNs;
        count.take(bytes, length);
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
