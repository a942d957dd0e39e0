package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.natives.libc.ReceiveBatch;
import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import java.util.concurrent.locks.LockSupport;

/** Hears transport-stream packets in plain UDP datagrams. */
final class UdpSource implements Source {
    private static final int CALLS_PER_TURN = 8;
    private static final long SILENT_NS = 1_000_000_000;

    private final Intake intake;
    private final UdpPort port;
    private boolean isLive;

    UdpSource(UdpReceiver spec, PacketSink sink) {
        intake = new Intake(sink, ReceiveBatch.DATAGRAM_BYTES);
        port = new UdpPort(spec, intake::accept);
    }

    @Override
    public int receive(long nowNs) {
        int received = 0;
        // A jumbo datagram fills many slots: the outputs get their turn before the ring overtakes them.
        long enough = intake.handedOn() + PACKETS_PER_TURN;
        for (int call = 0; call < CALLS_PER_TURN; call++) {
            int count = port.receive(nowNs);
            received += count;
            if (count < UdpPort.DATAGRAMS_PER_CALL || intake.handedOn() >= enough) {
                break;
            }
        }
        return received;
    }

    @Override
    public void await(long timeoutNs) {
        UdpSocket socket = port.socket();
        if (socket == null) {
            LockSupport.parkNanos(timeoutNs);
        } else {
            socket.awaitReadable(timeoutNs);
        }
    }

    @Override
    public boolean wakesByPacket() {
        return port.socket() != null;
    }

    @Override
    public void tend(long nowNs) {
        isLive = intake.isLive(nowNs, SILENT_NS);
        port.tend(nowNs);
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
        return isLive ? port.peer() : "";
    }

    @Override
    public String detail() {
        if (isLive) {
            return port.truncated() == 0
                    ? ""
                    : port.truncated() + " datagrams were longer than " + ReceiveBatch.DATAGRAM_BYTES
                            + " bytes and left out";
        }
        if (!port.detail().isEmpty()) {
            return port.detail();
        }
        return intake.packets() > 0 ? "nothing comes any more" : "nothing has come yet";
    }

    @Override
    public void describe(SourceReport.Builder report) {
        report.setPacketsLost(port.overflown())
                .setPacketsDropped(port.overflown() + port.truncated())
                .setJitterMs(port.jitterMs());
    }

    @Override
    public void close() {
        port.close();
    }
}
