package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.JitterMeter;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.natives.libc.ReceiveBatch;
import dev.flotilla.natives.libc.SystemCallException;
import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Hears a UDP port or a multicast group. When the port is taken, it tries again until it gets it. */
final class UdpSource implements Source {
    private static final int DATAGRAMS_PER_CALL = 64;
    private static final int CALLS_PER_TURN = 8;
    private static final int KERNEL_BUFFER_BYTES = 8 << 20;
    private static final long RETRY_NS = 500_000_000;
    private static final long SILENT_NS = 1_000_000_000;

    private final UdpReceiver spec;
    private final Intake intake;
    private final ReceiveBatch batch = new ReceiveBatch(DATAGRAMS_PER_CALL);
    private final JitterMeter jitter = new JitterMeter();
    private @Nullable UdpSocket socket;
    private long retryAtNs = Long.MIN_VALUE;
    private String detail = "not listening yet";
    private String peer = "";
    private long overflown;
    private long truncated;
    private boolean wantsPeer = true;
    private boolean isLive;

    UdpSource(UdpReceiver spec, PacketSink sink) {
        this.spec = spec;
        this.intake = new Intake(sink, ReceiveBatch.DATAGRAM_BYTES);
    }

    @Override
    public int receive(long nowNs) {
        UdpSocket from = socket;
        if (from == null) {
            return 0;
        }
        int received = 0;
        // A jumbo datagram fills many slots: the outputs get their turn before the ring overtakes them.
        long enough = intake.handedOn() + PACKETS_PER_TURN;
        for (int call = 0; call < CALLS_PER_TURN; call++) {
            int count = from.receive(batch);
            for (int i = 0; i < count; i++) {
                take(i, nowNs);
            }
            received += Math.max(0, count);
            if (count < DATAGRAMS_PER_CALL || intake.handedOn() >= enough) {
                break;
            }
        }
        return received;
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
        intake.accept(batch.bytes(), batch.offset(i), batch.length(i), nowNs);
    }

    @Override
    public void await(long timeoutNs) {
        if (socket == null) {
            LockSupport.parkNanos(timeoutNs);
        } else {
            socket.awaitReadable(timeoutNs);
        }
    }

    @Override
    public void tend(long nowNs) {
        isLive = intake.isLive(nowNs, SILENT_NS);
        wantsPeer = true;
        if (socket != null || nowNs < retryAtNs) {
            return;
        }
        try {
            socket = open();
            detail = "nothing has come yet";
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

    @Override
    public Intake intake() {
        return intake;
    }

    @Override
    public boolean hasPeer() {
        return isLive;
    }

    @Override
    public String peer() {
        return isLive ? peer : "";
    }

    @Override
    public String detail() {
        if (isLive) {
            return truncated == 0
                    ? ""
                    : truncated + " datagrams were longer than " + ReceiveBatch.DATAGRAM_BYTES + " bytes and left out";
        }
        return socket != null && intake.packets() > 0 ? "nothing comes any more" : detail;
    }

    @Override
    public void describe(SourceReport.Builder report) {
        report.setPacketsLost(overflown)
                .setPacketsDropped(overflown + truncated)
                .setJitterMs(jitter.jitterMs());
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
