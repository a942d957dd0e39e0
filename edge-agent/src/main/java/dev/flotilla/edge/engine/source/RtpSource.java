package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.fec.FecDecoder;
import dev.flotilla.edge.engine.merge.MergePath;
import dev.flotilla.edge.engine.merge.MergedStream;
import dev.flotilla.edge.engine.merge.Merger;
import dev.flotilla.edge.engine.rtp.RtpHeader;
import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.natives.libc.ReceiveBatch;
import dev.flotilla.proto.flow.v1.RtpReceiver;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Hears MPEG-TS over RTP (RFC 2250), with repair packets if wished (SMPTE ST 2022-1). Packets are put in order: while none is
 * missing they pass at once, and a gap is waited for as long as disorder or repair may take. As a path of a merge it leaves the
 * order to that.
 */
final class RtpSource implements Source {
    private static final long MS = 1_000_000;
    private static final long DEFAULT_REORDER_NS = 30 * MS;
    private static final long SILENT_NS = 1_000_000_000;

    /** Payload types that RTCP packets seem to have when they stray to a port of RTP (RFC 5761 4). */
    private static final int FIRST_RTCP = 72;

    private static final int LAST_RTCP = 76;

    private final RtpReceiver spec;
    private final Intake intake;
    private final RtpPorts ports;
    private final RtpHeader header = new RtpHeader();
    private final RtpHeader repairedHeader = new RtpHeader();
    private final Merger order;
    private final @Nullable FecDecoder decoder;
    private @Nullable MergePath merge;
    private long lostInMerges;
    private long notRtp;
    private long tooLong;
    private long lastArrivalNs;
    private boolean isLive;

    RtpSource(RtpReceiver spec, PacketSink sink) {
        this.spec = spec;
        intake = new Intake(sink, ReceiveBatch.DATAGRAM_BYTES);
        order = new Merger(1, 0, reorderNs(), new MergedStream() {
            @Override
            public void accept(ByteBuffer bytes, int offset, int length, long nowNs) {
                intake.accept(bytes, offset, length, nowNs);
            }

            @Override
            public void restarted() {
                intake.restart();
            }
        });
        decoder = spec.getFec() ? new FecDecoder(this::repaired) : null;
        ports = new RtpPorts(spec, this::media, this::repair);
    }

    @Override
    public void mergeInto(@Nullable MergePath path) {
        lostInMerges += merge == null ? 0 : merge.lost();
        merge = path;
    }

    /** How long a packet that is missing is waited for. */
    @Override
    public long reorderNs() {
        if (spec.hasReorderMs()) {
            return spec.getReorderMs() * MS;
        }
        return decoder == null ? DEFAULT_REORDER_NS : Math.max(DEFAULT_REORDER_NS, decoder.repairNs());
    }

    private void media(ByteBuffer bytes, int offset, int length, long nowNs) {
        boolean isRtp = header.read(bytes, offset, length);
        if (!isRtp || (header.payloadType() >= FIRST_RTCP && header.payloadType() <= LAST_RTCP)) {
            notRtp++;
            return;
        }
        if (header.payloadLength() > Merger.PACKET_BYTES) {
            tooLong++;
            return;
        }
        lastArrivalNs = nowNs;
        // The decoder first: what is handed on may be changed, and a changed packet would repair its neighbours
        // wrongly.
        if (decoder != null) {
            decoder.media(header, bytes, offset, length, nowNs);
        }
        handOn(header, bytes, nowNs);
    }

    private void repair(ByteBuffer bytes, int offset, int length, long nowNs) {
        if (decoder != null) {
            decoder.repair(bytes, offset, length, nowNs);
        }
    }

    private void repaired(ByteBuffer bytes, int offset, int length, long nowNs) {
        if (repairedHeader.read(bytes, offset, length)) {
            handOn(repairedHeader, bytes, nowNs);
        }
    }

    private void handOn(RtpHeader packet, ByteBuffer bytes, long nowNs) {
        if (merge == null) {
            order.accept(0, packet, bytes, nowNs);
        } else {
            intake.accept(bytes, packet.payloadOffset(), packet.payloadLength(), nowNs);
            merge.accept(packet, bytes, nowNs);
        }
    }

    @Override
    public int receive(long nowNs) {
        order.advance(nowNs);
        return ports.receive(nowNs);
    }

    @Override
    public long dueNs() {
        return order.dueNs();
    }

    @Override
    public void await(long timeoutNs) {
        ports.await(timeoutNs);
    }

    @Override
    public boolean wakesByPacket() {
        return ports.media().socket() != null;
    }

    @Override
    public void tend(long nowNs) {
        isLive = isLive(nowNs, SILENT_NS);
        order.settle(reorderNs());
        ports.tend(nowNs);
    }

    @Override
    public Intake intake() {
        return intake;
    }

    /** While a gap waits for its repair nothing is handed on, and yet the sender is not silent. */
    @Override
    public long lastArrivalNs() {
        return lastArrivalNs;
    }

    @Override
    public boolean hasPeer() {
        return isLive;
    }

    @Override
    public String peer() {
        return isLive ? ports.media().peer() : "";
    }

    @Override
    public String detail() {
        if (!ports.detail().isEmpty()) {
            return ports.detail();
        }
        if (isLive) {
            return leftOut();
        }
        if (notRtp > 0) {
            return notRtp + " datagrams came that are no RTP; a plain transport stream needs a udp source";
        }
        if (intake.packets() > 0) {
            return "nothing comes any more";
        }
        return leftOut().isEmpty() ? "nothing has come yet" : leftOut();
    }

    private String leftOut() {
        long count = tooLong + ports.media().truncated();
        return count == 0
                ? ""
                : count + " packets with a payload of more than " + Merger.PACKET_BYTES + " bytes were left out";
    }

    @Override
    public void describe(SourceReport.Builder report) {
        long recovered = decoder == null ? 0 : decoder.recovered();
        long missing = order.counters().missing() + lostInMerges + (merge == null ? 0 : merge.lost());
        report.setPacketsLost(missing + recovered)
                .setPacketsRecovered(recovered)
                .setPacketsDropped(missing)
                .setRepairPacketsReceived(decoder == null ? 0 : decoder.repairPackets())
                .setJitterMs(ports.media().jitterMs());
    }

    @Override
    public void close() {
        ports.close();
        order.close();
        if (decoder != null) {
            decoder.close();
        }
    }
}
