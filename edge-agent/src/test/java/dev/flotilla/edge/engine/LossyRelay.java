package dev.flotilla.edge.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A bad link on the loopback: passes datagrams on and the answers back, and drops some of the long ones, by a seed. */
public final class LossyRelay implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int SHORT_BYTES = 500;

    private final DatagramSocket front;
    private final DatagramSocket back;
    private final InetSocketAddress target;
    private final Random random;
    private final double loss;
    private final Thread there = new Thread(this::passOn, "relay-there");
    private final Thread backAgain = new Thread(this::passBack, "relay-back");
    private volatile @Nullable SocketAddress client;
    private volatile int dropped;
    private volatile int passed;
    private final List<byte[]> lost = new CopyOnWriteArrayList<>();

    /** A link from one port to another that loses such a part of what is sent, 0 to 1. */
    public LossyRelay(int port, int targetPort, double loss, long seed) throws IOException {
        front = new DatagramSocket(port, LOOPBACK);
        front.setReceiveBufferSize(4 << 20);
        back = new DatagramSocket(0, LOOPBACK);
        back.setReceiveBufferSize(4 << 20);
        target = new InetSocketAddress(LOOPBACK, targetPort);
        this.loss = loss;
        this.random = new Random(seed);
        there.start();
        backAgain.start();
    }

    /** How many datagrams were dropped. */
    public int dropped() {
        return dropped;
    }

    /** What was dropped, in order. */
    public List<byte[]> lost() {
        return lost;
    }

    /** How many long datagrams were passed on. */
    public int passed() {
        return passed;
    }

    private void passOn() {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        int kept = 0;
        while (receive(front, packet)) {
            client = packet.getSocketAddress();
            boolean isLong = packet.getLength() > SHORT_BYTES;
            if (isLong && random.nextDouble() < loss) {
                lost.add(Arrays.copyOf(packet.getData(), packet.getLength()));
                dropped = lost.size();
                continue;
            }
            if (isLong) {
                passed = ++kept;
            }
            send(back, packet, target);
        }
    }

    private void passBack() {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        while (receive(back, packet)) {
            SocketAddress to = client;
            if (to != null) {
                send(front, packet, to);
            }
        }
    }

    private static boolean receive(DatagramSocket socket, DatagramPacket packet) {
        try {
            packet.setLength(packet.getData().length);
            socket.receive(packet);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void send(DatagramSocket socket, DatagramPacket packet, SocketAddress to) {
        try {
            socket.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
        } catch (IOException nobodyThere) {
            // A datagram on a bad link may get lost.
        }
    }

    @Override
    public void close() {
        front.close();
        back.close();
        try {
            there.join();
            backAgain.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
