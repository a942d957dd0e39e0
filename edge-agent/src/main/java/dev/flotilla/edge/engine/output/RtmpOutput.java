package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.media.MediaLeg;
import dev.flotilla.edge.engine.stream.Hold;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.stream.RingReader;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.RtmpPublisher;
import dev.flotilla.proto.media.v1.MediaJob;
import java.nio.ByteBuffer;

/** RTMP out: a media helper takes the transport stream and publishes what is in it. */
final class RtmpOutput implements Output {
    private static final int PACKETS_PER_WRITE = 32;

    private final Ring ring;
    private final ByteBuffer view;
    private final RingReader reader;
    private final Hold hold;
    private final Notices notices;
    private final MediaLeg leg;
    private final String peer;
    private final ByteBuffer nothing = ByteBuffer.allocateDirect(1);
    private long turnNs;
    private long packets;
    private long bytes;
    private long streams;
    private boolean isConnected;

    /** How many bytes of a packet are gone already, and which packet that is. */
    private int begun;

    private long begunPacket;

    RtmpOutput(RtmpPublisher spec, Hold hold, Ring ring, Notices notices) {
        this.ring = ring;
        this.view = ring.view();
        this.reader = new RingReader(ring);
        this.hold = hold;
        this.notices = notices;
        this.peer = spec.getHost() + (spec.getPort() == 0 ? "" : ":" + spec.getPort());
        this.leg = new MediaLeg(MediaJob.newBuilder().setRtmpPublisher(spec).build());
    }

    @Override
    public int send(long nowNs) {
        if (!leg.isOpen()) {
            reader.skip();
            begun = 0;
            return 0;
        }
        if (dueNs() > nowNs) {
            return 0;
        }
        int sent = 0;
        for (int pending = reader.pending(); pending > 0; pending = reader.pending()) {
            int offered = offer(pending);
            int written = leg.write(view);
            bytes += written;
            sent += advance(begun + written, offered);
            if (view.hasRemaining()) {
                break;
            }
        }
        packets += sent;
        return sent;
    }

    /** Shows in the view what is left of the next packet, and the full packets that lie right behind it; answers how many. */
    private int offer(int pending) {
        long first = reader.next();
        if (first != begunPacket) {
            // The rest of that one was left out because the helper fell behind; it finds the next packet by itself.
            begun = 0;
        }
        int most = Math.min(Math.min(pending, PACKETS_PER_WRITE), ring.untilWrap(first));
        int count = 1;
        while (count < most && ring.length(first + count - 1) == Ring.SLOT_BYTES) {
            count++;
        }
        int start = ring.offset(first);
        view.limit(start + (count - 1) * Ring.SLOT_BYTES + ring.length(first + count - 1));
        view.position(start + begun);
        return count;
    }

    /** So many bytes of the offered packets are gone: leaves those that are whole, and notes how much of the next one is. */
    private int advance(int gone, int offered) {
        int whole = view.hasRemaining() ? gone / Ring.SLOT_BYTES : offered;
        begun = view.hasRemaining() ? gone % Ring.SLOT_BYTES : 0;
        reader.advance(whole);
        begunPacket = reader.next();
        return whole;
    }

    @Override
    public long dueNs() {
        return hold.dueNs(ring, reader, turnNs);
    }

    @Override
    public void tend(long nowNs) {
        leg.tend(nowNs);
        // The helper says nothing on this stream; but that it closed it is seen here even while nothing is sent.
        leg.read(nothing);
        if (isConnected && (!leg.isOpen() || leg.streams() != streams)) {
            isConnected = false;
            notices.lost(peer, leg.isOpen() ? "it was connected anew" : leg.detail());
        }
        if (!isConnected && leg.isOpen()) {
            isConnected = true;
            streams = leg.streams();
            begun = 0;
            notices.connected(peer);
        }
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
        return !leg.isOpen();
    }

    @Override
    public boolean isDrained() {
        return reader.pending() == 0;
    }

    @Override
    public void describe(OutputReport.Builder report) {
        report.setPacketsSent(packets)
                .setBytesSent(bytes)
                .setPacketsDropped(reader.dropped())
                .setClients(isConnected ? 1 : 0)
                .setTracks(leg.tracks())
                .setDetail(leg.detail());
    }

    @Override
    public void close() {
        leg.close();
    }
}
