package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.JitterMeter;
import dev.flotilla.natives.memory.OffHeap;
import dev.flotilla.natives.srt.Srt;
import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtStatistics;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The receiving half that SRT listeners and callers share: packets, waiting, and counters that survive a reconnect. */
final class SrtReception implements AutoCloseable {
    private final Intake intake;
    private final OffHeap packet = OffHeap.allocate(Srt.RECEIVE_BYTES);
    private final ByteBuffer bytes = packet.bytes();
    private final SrtStatistics statistics = new SrtStatistics();
    private final JitterMeter jitter = new JitterMeter();
    private @Nullable SrtSocket socket;
    private String peer = "";
    private int latencyMs;
    private long lostBefore;
    private long droppedBefore;
    private boolean isLost;

    SrtReception(Intake intake) {
        this.intake = intake;
    }

    /** Another peer sends from now on. The socket stays with whoever gave it. */
    void begin(SrtSocket connection) {
        socket = connection;
        statistics.clear();
        isLost = false;
        intake.restart();
        peer = connection.peerAddress().map(SrtReception::text).orElse("");
        try {
            latencyMs = (int) connection.number(SrtOption.RECEIVER_LATENCY);
        } catch (SrtException gone) {
            isLost = true;
        }
    }

    /** The peer is gone; its counters are kept. */
    void end() {
        if (socket != null) {
            // Of a connection that is gone, what was read last counts.
            socket.read(statistics);
            lostBefore += statistics.packetsLostOnReceive();
            droppedBefore += statistics.packetsDroppedOnReceive();
            socket = null;
            peer = "";
            latencyMs = 0;
        }
    }

    int receive(long nowNs) {
        SrtSocket from = socket;
        if (from == null || isLost) {
            return 0;
        }
        for (int received = 0; received < Source.PACKETS_PER_TURN; received++) {
            if (!from.isReadable()) {
                return received;
            }
            int length = from.receive(packet.address());
            if (length <= 0) {
                isLost = length == SrtSocket.LOST;
                return received;
            }
            jitter.arrived(nowNs);
            intake.accept(bytes, 0, length, nowNs);
        }
        return Source.PACKETS_PER_TURN;
    }

    /** Whether the peer went away since {@link #begin}. */
    boolean isLost() {
        return isLost;
    }

    String peer() {
        return peer;
    }

    void describe(SourceReport.Builder report) {
        long lost = lostBefore;
        long dropped = droppedBefore;
        SrtSocket from = socket;
        if (from != null && from.read(statistics)) {
            lost += statistics.packetsLostOnReceive();
            dropped += statistics.packetsDroppedOnReceive();
            report.setRoundTripMs(statistics.roundTripMs());
        }
        report.setPacketsLost(lost)
                .setPacketsDropped(dropped)
                .setPacketsRecovered(Math.max(0, lost - dropped))
                .setJitterMs(jitter.jitterMs())
                .setNegotiatedLatencyMs(latencyMs);
    }

    @Override
    public void close() {
        end();
        packet.close();
        statistics.close();
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
