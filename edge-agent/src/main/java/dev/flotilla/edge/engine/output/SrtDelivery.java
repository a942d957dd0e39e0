package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.stream.Hold;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.stream.RingReader;
import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtStatistics;
import dev.flotilla.proto.flow.v1.ClientReport;
import dev.flotilla.proto.flow.v1.OutputReport;

/** Packets on their way to one SRT peer. A peer that takes nothing falls behind in the ring and loses the oldest. */
final class SrtDelivery implements AutoCloseable {
    private static final int PACKETS_PER_TURN = 512;
    private static final int REPORTED_CHARACTERS = 100;
    private static final long NS_PER_MS = 1_000_000;

    private final Ring ring;
    private final RingReader reader;
    private final SrtSocket socket;
    private final String peer;
    private final long sinceNs = System.nanoTime();
    private final SrtStatistics statistics = new SrtStatistics();
    private long packets;
    private long bytes;
    private boolean isLost;

    /** Sends what comes from now on. Owns the socket. */
    SrtDelivery(Ring ring, SrtSocket socket, String peer) {
        this.ring = ring;
        this.reader = new RingReader(ring);
        this.socket = socket;
        this.peer = peer;
    }

    int send(long nowNs, Hold hold, long turnNs) {
        if (isLost || hold.dueNs(ring, reader, turnNs) > nowNs) {
            return 0;
        }
        int waiting = Math.min(reader.pending(), PACKETS_PER_TURN);
        for (int i = 0; i < waiting; i++) {
            long packet = reader.next();
            int length = ring.length(packet);
            int result = socket.send(ring.address(packet), length);
            if (result <= 0) {
                isLost = result == SrtSocket.LOST;
                return i;
            }
            reader.advance(1);
            packets++;
            bytes += length;
        }
        return waiting;
    }

    long dueNs(Hold hold, long turnNs) {
        return isLost ? Long.MAX_VALUE : hold.dueNs(ring, reader, turnNs);
    }

    boolean isLost() {
        return isLost;
    }

    SrtSocket socket() {
        return socket;
    }

    String peer() {
        return peer;
    }

    boolean isDrained() {
        return reader.pending() == 0 && (!socket.read(statistics) || statistics.sendBufferPackets() == 0);
    }

    /** Adds this peer's counters to those in the report; the slowest peer gives the round trip. */
    void addTo(OutputReport.Builder report) {
        socket.read(statistics);
        report.setPacketsSent(report.getPacketsSent() + packets)
                .setBytesSent(report.getBytesSent() + bytes)
                .setPacketsDropped(report.getPacketsDropped() + reader.dropped() + statistics.packetsDroppedOnSend())
                .setPacketsRetransmitted(report.getPacketsRetransmitted() + statistics.packetsRetransmitted())
                .setRoundTripMs(Math.max(report.getRoundTripMs(), statistics.roundTripMs()));
    }

    /** This peer's own counters. */
    ClientReport report() {
        socket.read(statistics);
        return ClientReport.newBuilder()
                .setPeer(peer)
                .setStreamId(streamId())
                .setServedMs((System.nanoTime() - sinceNs) / NS_PER_MS)
                .setRoundTripMs(statistics.roundTripMs())
                .setPacketsSent(packets)
                .setPacketsRetransmitted(statistics.packetsRetransmitted())
                .setPacketsDropped(reader.dropped() + statistics.packetsDroppedOnSend())
                .setNegotiatedLatencyMs(latencyMs())
                .build();
    }

    private String streamId() {
        try {
            String text = socket.text(SrtOption.STREAM_ID);
            return text.substring(0, Math.min(text.length(), REPORTED_CHARACTERS));
        } catch (SrtException gone) {
            return "";
        }
    }

    /** The delay that both ends agreed on; 0 when the peer is gone. */
    int latencyMs() {
        try {
            return (int) socket.number(SrtOption.PEER_LATENCY);
        } catch (SrtException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        socket.close();
        statistics.close();
    }
}
