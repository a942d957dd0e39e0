package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.JitterMeter;
import dev.flotilla.natives.libc.ReceiveBatch;
import dev.flotilla.natives.libc.SystemCallException;
import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A UDP port or a multicast group that is heard. When the port is taken, it tries again until it gets it. */
final class UdpPort implements AutoCloseable {
    static final int DATAGRAMS_PER_CALL = 64;
    private static final int KERNEL_BUFFER_BYTES = 8 << 20;
    private static final long RETRY_NS = 500_000_000;

    /** Takes datagrams as they come. The bytes are the taker's until it returns. */
    @FunctionalInterface
    interface Datagrams {
        void accept(ByteBuffer bytes, int offset, int length, long nowNs);
    }

    private final UdpReceiver spec;
    private final Datagrams sink;
    private final ReceiveBatch batch = new ReceiveBatch(DATAGRAMS_PER_CALL);
    private final JitterMeter jitter = new JitterMeter();
    private @Nullable UdpSocket socket;
    private long retryAtNs = Long.MIN_VALUE;
    private String detail = "not listening yet";
    private String peer = "";
    private long overflown;
    private long truncated;
    private boolean wantsPeer = true;

    UdpPort(UdpReceiver spec, Datagrams sink) {
        this.spec = spec;
        this.sink = sink;
    }

    /** Opens the port if it is time to. */
    void tend(long nowNs) {
        wantsPeer = true;
        if (socket != null || nowNs < retryAtNs) {
            return;
        }
        try {
            socket = open();
            detail = "";
        } catch (SystemCallException e) {
            detail = "cannot listen: " + e.getMessage();
            retryAtNs = nowNs + RETRY_NS;
        }
    }

    private UdpSocket open() throws SystemCallException {
        InetAddress address = InetAddress.ofLiteral(spec.getAddress().isEmpty() ? "0.0.0.0" : spec.getAddress());
        UdpSocket opened = UdpSocket.open(address);
        try {
            opened.receiveBuffer(KERNEL_BUFFER_BYTES);
            opened.noteArrivals();
            if (address.isMulticastAddress()) {
                opened.shareAddress();
            }
            opened.bind(new InetSocketAddress(address, spec.getPort()));
            if (address.isMulticastAddress()) {
                InetAddress sender = spec.getSender().isEmpty() ? null : InetAddress.ofLiteral(spec.getSender());
                opened.join(address, spec.getInterface(), sender);
            }
            return opened;
        } catch (SystemCallException e) {
            opened.close();
            throw e;
        }
    }

    /** Takes what has arrived, at most {@link #DATAGRAMS_PER_CALL}; answers how many. */
    int receive(long nowNs) {
        if (socket == null) {
            return 0;
        }
        int count = Math.max(0, socket.receive(batch));
        for (int i = 0; i < count; i++) {
            take(i, nowNs);
        }
        return count;
    }

    private void take(int i, long nowNs) {
        if (batch.isTruncated(i)) {
            truncated++;
            return;
        }
        jitter.arrived(batch.arrivalNs(i));
        int overflow = batch.overflow(i);
        if (overflow != 0) {
            overflown = Integer.toUnsignedLong(overflow);
        }
        if (wantsPeer) {
            peer = batch.sender(i)
                    .map(sender -> sender.getAddress().getHostAddress() + ":" + sender.getPort())
                    .orElse("");
            wantsPeer = false;
        }
        sink.accept(batch.bytes(), batch.offset(i), batch.length(i), nowNs);
    }

    /** The open socket; null while there is none. */
    @Nullable
    UdpSocket socket() {
        return socket;
    }

    /** Who sent last, "host:port". */
    String peer() {
        return peer;
    }

    /** Why nothing can be heard, as a sentence; empty when the port is open. */
    String detail() {
        return detail;
    }

    double jitterMs() {
        return jitter.jitterMs();
    }

    /** Datagrams that the kernel's buffer had no room for. */
    long overflown() {
        return overflown;
    }

    /** Datagrams that were longer than {@link ReceiveBatch#DATAGRAM_BYTES} and were left out. */
    long truncated() {
        return truncated;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
        batch.close();
    }
}
