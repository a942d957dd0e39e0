package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.stream.Hold;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.stream.RingReader;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.natives.rist.RistSender;
import dev.flotilla.natives.rist.RistStatistics;
import dev.flotilla.proto.flow.v1.OutputReport;

/** Sends to a RIST receiver, which need not be there: librist sends on and notices when somebody answers. */
final class RistOutput implements Output {
    private static final int PACKETS_PER_TURN = 512;

    /** A receiver answers ten times a second, and librist counts that twice a second. */
    private static final long ANSWERS_WITHIN_NS = 2_000_000_000;

    /** librist's thread has sent by then what it was given. */
    private static final long LEAVES_WITHIN_NS = 20_000_000;

    private final Ring ring;
    private final RingReader reader;
    private final Hold hold;
    private final Notices notices;
    private final RistDestination destination;
    private long turnNs;
    private long packets;
    private long bytes;
    private long refused;
    private long lastSentNs;
    private boolean isConnected;

    RistOutput(dev.flotilla.proto.flow.v1.RistSender spec, Hold hold, Ring ring, Notices notices) {
        this.ring = ring;
        this.reader = new RingReader(ring);
        this.hold = hold;
        this.notices = notices;
        this.destination = new RistDestination(spec);
    }

    @Override
    public int send(long nowNs) {
        RistSender sender = destination.sender();
        if (sender == null) {
            reader.skip();
            return 0;
        }
        if (dueNs() > nowNs) {
            return 0;
        }
        int waiting = Math.min(reader.pending(), PACKETS_PER_TURN);
        for (int i = 0; i < waiting; i++) {
            long packet = reader.next();
            int length = ring.length(packet);
            if (sender.send(ring.address(packet), length)) {
                packets++;
                bytes += length;
            } else {
                refused++;
            }
            reader.advance(1);
        }
        lastSentNs = nowNs;
        return waiting;
    }

    @Override
    public long dueNs() {
        return hold.dueNs(ring, reader, turnNs);
    }

    @Override
    public void tend(long nowNs) {
        destination.tend(nowNs);
        long heardAtNs = statistics().heardAtNs();
        boolean isHeard = heardAtNs != 0 && nowNs - heardAtNs < ANSWERS_WITHIN_NS;
        if (isHeard && !isConnected) {
            notices.connected(destination.peer());
        } else if (isConnected && !isHeard) {
            notices.lost(destination.peer(), "the receiver answers no more");
        }
        isConnected = isHeard;
    }

    private RistStatistics statistics() {
        RistSender sender = destination.sender();
        return sender == null ? RistStatistics.NONE : sender.statistics();
    }

    private String detail() {
        if (!destination.detail().isEmpty() || isConnected) {
            return destination.detail();
        }
        return "no RIST receiver answers at " + destination.peer() + ": none is there, or its secret is another one";
    }

    @Override
    public long turnNs() {
        return hold.turnNs();
    }

    @Override
    public void useTurn(long turnNs) {
        this.turnNs = turnNs;
    }

    @Override
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    public boolean isFaulty() {
        return !isConnected;
    }

    @Override
    public boolean isDrained() {
        return reader.pending() == 0 && System.nanoTime() - lastSentNs > LEAVES_WITHIN_NS;
    }

    @Override
    public void describe(OutputReport.Builder report) {
        RistStatistics statistics = statistics();
        report.setPacketsSent(packets)
                .setBytesSent(bytes)
                .setPacketsDropped(reader.dropped() + refused)
                .setPacketsRetransmitted(statistics.retransmitted())
                .setRoundTripMs(isConnected ? statistics.roundTripMs() : 0)
                .setClients(isConnected ? 1 : 0)
                .setDetail(detail());
    }

    @Override
    public void close() {
        destination.close();
    }
}
