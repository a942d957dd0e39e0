package dev.flotilla.tour.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * Two lines from one encoder to a node on this machine: both carry the same packets, plain or in RTP. Each line can be cut, and
 * can lose packets by their number.
 */
public final class TwoLines implements AutoCloseable {
    /** Loses nothing. */
    public static final IntPredicate CLEAN = packet -> false;

    /** Loses everything. */
    public static final IntPredicate CUT = packet -> true;

    private static final int DATAGRAM_BYTES = 1316;
    private static final int RTP_HEADER_BYTES = 12;
    private static final byte RTP_VERSION = (byte) 0x80;
    private static final byte MPEG_TS = 33;
    private static final int SSRC = 0x464c4f54;

    private final DatagramSocket encoder;
    private final DatagramSocket out;
    private final InetSocketAddress[] ends;
    private final IntPredicate[] losses = {CLEAN, CLEAN};
    private final ByteBuffer packet = ByteBuffer.allocate(RTP_HEADER_BYTES + DATAGRAM_BYTES);
    private final Thread thread;
    private final boolean isRtp;
    private int sent;

    /** Lines to two ports of this machine. */
    public TwoLines(int portA, int portB, boolean isRtp) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        this.isRtp = isRtp;
        encoder = new DatagramSocket(0, here);
        encoder.setReceiveBufferSize(4 << 20);
        out = new DatagramSocket(0, here);
        ends = new InetSocketAddress[] {new InetSocketAddress(here, portA), new InetSocketAddress(here, portB)};
        thread = Thread.ofPlatform().daemon().name("two-lines").start(this::relay);
    }

    /** Where the encoder sends its MPEG-TS by UDP. */
    public int encoderPort() {
        return encoder.getLocalPort();
    }

    /** From now on line 0 or 1 loses the packets whose number is chosen. */
    public synchronized void lose(int line, IntPredicate chosen) {
        losses[line] = chosen;
    }

    private void relay() {
        var in = new DatagramPacket(packet.array(), RTP_HEADER_BYTES, DATAGRAM_BYTES);
        while (!encoder.isClosed()) {
            try {
                in.setLength(DATAGRAM_BYTES);
                encoder.receive(in);
                send(in.getLength());
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException("the lines broke", e);
            }
        }
    }

    private synchronized void send(int length) throws IOException {
        packet.put(0, RTP_VERSION).put(1, MPEG_TS).putShort(2, (short) sent);
        packet.putInt(4, (int) (System.nanoTime() / 11_111)).putInt(8, SSRC);
        int from = isRtp ? 0 : RTP_HEADER_BYTES;
        for (int line = 0; line < ends.length; line++) {
            if (!losses[line].test(sent)) {
                out.send(new DatagramPacket(packet.array(), from, RTP_HEADER_BYTES - from + length, ends[line]));
            }
        }
        sent++;
    }

    @Override
    public void close() {
        encoder.close();
        out.close();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
