package dev.flotilla.edge.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** A way from a port of its own to another port of the loopback, on which datagrams are lost and late as a test wishes. */
public final class ImpairedPath implements AutoCloseable {
    /** What happens to datagrams. Asked for each, in the order of their coming, on one thread. */
    @FunctionalInterface
    public interface Impairment {
        /** The datagram is lost. */
        long LOST = -1;

        /** How many milliseconds that datagram takes, or {@link #LOST}. */
        long delayMs(byte[] datagram);
    }

    private static final class Late implements Delayed {
        private final byte[] bytes;
        private final long dueNs;

        Late(byte[] bytes, long dueNs) {
            this.bytes = bytes;
            this.dueNs = dueNs;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueNs, ((Late) other).dueNs);
        }
    }

    private final DatagramSocket socket;
    private final int target;
    private final Impairment impairment;
    private final DelayQueue<Late> underWay = new DelayQueue<>();
    private final Thread receiver = new Thread(this::receive, "path-in");
    private final Thread sender = new Thread(this::send, "path-out");
    private volatile boolean isClosed;

    public ImpairedPath(int target, Impairment impairment) throws SocketException {
        this(0, target, impairment);
    }

    /** A path that begins at that port. */
    public ImpairedPath(int port, int target, Impairment impairment) throws SocketException {
        socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        socket.setReceiveBufferSize(4 << 20);
        this.target = target;
        this.impairment = impairment;
        receiver.start();
        sender.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            while (true) {
                socket.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                long delayMs = impairment.delayMs(bytes);
                if (delayMs != Impairment.LOST) {
                    underWay.add(new Late(bytes, System.nanoTime() + delayMs * 1_000_000));
                }
            }
        } catch (IOException closed) {
            // That is how the test ends.
        }
    }

    private void send() {
        while (!isClosed) {
            try {
                Late late = underWay.poll(20, TimeUnit.MILLISECONDS);
                if (late != null) {
                    socket.send(new DatagramPacket(
                            late.bytes, late.bytes.length, InetAddress.getLoopbackAddress(), target));
                }
            } catch (IOException nobodyThere) {
                // The next one may find somebody.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        socket.close();
        try {
            receiver.join();
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
