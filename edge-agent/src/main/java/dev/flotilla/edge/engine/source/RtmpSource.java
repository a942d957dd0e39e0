package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.media.MediaLeg;
import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.proto.flow.v1.RtmpCaller;
import dev.flotilla.proto.flow.v1.RtmpListener;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.media.v1.MediaJob;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** RTMP in, as the transport stream that a media helper makes of it. */
final class RtmpSource implements Source {
    private static final int PACKET = 188;
    private static final int SLOTS_PER_READ = 64;
    private static final int READS_PER_TURN = PACKETS_PER_TURN / SLOTS_PER_READ;
    private static final long LIVE_WITHIN_NS = 100_000_000;
    private static final long LIVE_PAUSE_NS = 1_000_000;

    private final Intake intake;
    private final MediaLeg leg;

    /** What has come and not been handed on: less than a slot between two reads. */
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(SLOTS_PER_READ * Ring.SLOT_BYTES);

    private long streams;

    RtmpSource(RtmpListener spec, PacketSink sink) {
        this(MediaJob.newBuilder().setRtmpListener(spec).build(), sink);
    }

    RtmpSource(RtmpCaller spec, PacketSink sink) {
        this(MediaJob.newBuilder().setRtmpCaller(spec).build(), sink);
    }

    private RtmpSource(MediaJob job, PacketSink sink) {
        intake = new Intake(sink, Ring.SLOT_BYTES);
        leg = new MediaLeg(job);
    }

    @Override
    public int receive(long nowNs) {
        if (leg.streams() != streams) {
            streams = leg.streams();
            bytes.clear();
            intake.restart();
        }
        int received = 0;
        for (int read = 0; read < READS_PER_TURN && leg.read(bytes) > 0; read++) {
            received += handOn(nowNs);
        }
        return received;
    }

    /** Hands on whole packets, as many as fit a slot at a time, and keeps the beginning of the next one. */
    private int handOn(long nowNs) {
        int whole = bytes.position() / PACKET * PACKET;
        int slots = 0;
        for (int at = 0; at < whole; at += Ring.SLOT_BYTES) {
            intake.accept(bytes, at, Math.min(Ring.SLOT_BYTES, whole - at), nowNs);
            slots++;
        }
        bytes.flip().position(whole);
        bytes.compact();
        return slots;
    }

    @Override
    public void await(long timeoutNs) {
        boolean isLive = leg.isOpen() && intake.isLive(System.nanoTime(), LIVE_WITHIN_NS);
        LockSupport.parkNanos(isLive ? Math.min(timeoutNs, LIVE_PAUSE_NS) : timeoutNs);
    }

    @Override
    public void tend(long nowNs) {
        leg.tend(nowNs);
    }

    @Override
    public Intake intake() {
        return intake;
    }

    @Override
    public boolean hasPeer() {
        return leg.isOpen();
    }

    @Override
    public boolean hasLeft() {
        return streams > 0 && !leg.isOpen();
    }

    @Override
    public String peer() {
        return leg.peer();
    }

    @Override
    public String detail() {
        return leg.detail();
    }

    @Override
    public void describe(SourceReport.Builder report) {
        report.setTracks(leg.tracks());
    }

    @Override
    public void close() {
        leg.close();
    }
}
