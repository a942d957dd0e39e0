package dev.flotilla.edge.engine;

import dev.flotilla.edge.engine.rtp.RtpHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Numbered packets over RTP at an even pace, seven per datagram, the same to several ports, until it is closed. */
public final class RtpStream implements AutoCloseable {
    private static final int PACKETS = 7;
    private static final long INTERVAL_NS = 2_000_000;

    private final int[] ports;
    private final NumberedPackets packets = new NumberedPackets();
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread = new Thread(this::run, "rtp-stream");
    private volatile boolean isToRestart;
    private volatile boolean isClosed;
    private int sequence;
    private int timestamp;
    private int ssrc;

    private RtpStream(int... ports) {
        this.ports = ports.clone();
        number();
    }

    public static RtpStream start(int... ports) {
        var stream = new RtpStream(ports);
        stream.thread.start();
        return stream;
    }

    private void number() {
        var random = ThreadLocalRandom.current();
        // Near the end, so that the sequence numbers begin again within each test.
        sequence = random.nextInt(65_000, 65_536);
        timestamp = random.nextInt();
        ssrc = random.nextInt();
    }

    private void run() {
        long nextNs = System.nanoTime();
        try (var sender = new UdpPeer()) {
            while (!isClosed) {
                if (isToRestart) {
                    number();
                    isToRestart = false;
                    nextNs += 200_000_000;
                    LockSupport.parkNanos(nextNs - System.nanoTime());
                }
                send(sender);
                nextNs += INTERVAL_NS;
                LockSupport.parkNanos(nextNs - System.nanoTime());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(UdpPeer sender) throws IOException {
        byte[] payload = packets.take(PACKETS);
        var datagram = ByteBuffer.allocate(RtpHeader.FIXED_BYTES + payload.length);
        RtpHeader.write(datagram, 0, 33, sequence++ & 0xffff, timestamp, ssrc);
        timestamp += 180;
        datagram.put(RtpHeader.FIXED_BYTES, payload);
        for (int port : ports) {
            sender.send(datagram.array(), 0, datagram.capacity(), port);
        }
        sent.addAndGet(PACKETS);
    }

    /** The sender starts again with other numbers, after a pause; the packets' content goes on. */
    public void restart() {
        isToRestart = true;
    }

    /** How many transport-stream packets were sent. */
    public long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        end();
    }

    /** Sends no more; what was sent is on its way. */
    public void end() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
