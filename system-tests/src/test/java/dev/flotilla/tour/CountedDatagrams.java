package dev.flotilla.tour;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.locks.LockSupport;

/** Sends a transport stream of one PID, two hundred datagrams a second, and counts its packets. */
final class CountedDatagrams implements AutoCloseable {
    private static final int PACKETS = 7;
    private static final int PACKET_BYTES = 188;
    private static final long PERIOD_NS = 5_000_000;

    private final DatagramSocket socket = new DatagramSocket();
    private final int port;
    private final Thread thread;
    private volatile boolean isOver;
    private volatile long packets;

    CountedDatagrams(int port) throws IOException {
        this.port = port;
        this.thread = Thread.ofPlatform().daemon().name("counted").start(this::send);
    }

    /** How many were sent; final after {@link #close}. */
    long packets() {
        return packets;
    }

    private void send() {
        byte[] bytes = new byte[PACKETS * PACKET_BYTES];
        var datagram = new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port);
        try {
            while (!isOver) {
                long sent = packets;
                for (int i = 0; i < PACKETS; i++) {
                    int at = i * PACKET_BYTES;
                    bytes[at] = 0x47;
                    bytes[at + 1] = 1;
                    bytes[at + 3] = (byte) (0x10 | ((sent + i) & 0x0F));
                }
                socket.send(datagram);
                packets = sent + PACKETS;
                LockSupport.parkNanos(PERIOD_NS);
            }
        } catch (IOException e) {
            throw new IllegalStateException("nothing can be sent to port " + port, e);
        }
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.close();
        }
    }
}
