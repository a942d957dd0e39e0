package dev.flotilla.edge.engine;

import dev.flotilla.edge.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;

/** The other end of UDP in a test: receives everything that comes to a port of its own, and sends. */
public final class UdpPeer implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final DatagramSocket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Thread thread = new Thread(this::receive, "udp-peer");
    private int datagrams;
    private int longest;

    public UdpPeer() throws SocketException {
        socket = new DatagramSocket(0, LOOPBACK);
        socket.setReceiveBufferSize(4 << 20);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void send(byte[] bytes, int offset, int length, int port) throws IOException {
        socket.send(new DatagramPacket(bytes, offset, length, LOOPBACK, port));
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            while (true) {
                socket.receive(packet);
                synchronized (this) {
                    received.write(packet.getData(), 0, packet.getLength());
                    datagrams++;
                    longest = Math.max(longest, packet.getLength());
                }
            }
        } catch (IOException closed) {
            // That is how the test ends.
        }
    }

    /** All bytes so far, in the order in which they came. */
    public synchronized byte[] received() {
        return received.toByteArray();
    }

    public synchronized int receivedBytes() {
        return received.size();
    }

    public synchronized int datagrams() {
        return datagrams;
    }

    public synchronized int longestDatagram() {
        return longest;
    }

    /** For what the test starts. */
    public static int freePort() {
        return FreePort.next();
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
