package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;

/**
 * The way of a source's packets into the flow: aligned to transport-stream packets, cut to the size of a slot, watched for
 * errors and counted. Nothing else is changed.
 */
public final class Intake {
    private final PacketSink sink;
    private final StreamWatch watch = new StreamWatch();
    private final Aligner aligner;
    private final Aligner.Sink aligned = this::handOn;
    private boolean isAligned = true;
    private long nowNs;
    private long lastArrivalNs;
    private long packets;
    private long handedOn;
    private long bytes;

    /** An intake for datagrams of at most that many bytes. */
    public Intake(PacketSink sink, int datagramBytes) {
        this.sink = sink;
        this.aligner = new Aligner(datagramBytes);
    }

    /** Takes one datagram as it came. */
    public void accept(ByteBuffer source, int offset, int length, long arrivedNs) {
        packets++;
        bytes += length;
        nowNs = arrivedNs;
        lastArrivalNs = arrivedNs;
        if (length % TsPacket.BYTES == 0 && aligner.isEmpty() && source.get(offset) == TsPacket.SYNC) {
            isAligned = true;
            for (int at = 0; at < length; at += Ring.SLOT_BYTES) {
                handOn(source, offset + at, Math.min(Ring.SLOT_BYTES, length - at));
            }
        } else {
            align(source, offset, length);
        }
    }

    private void align(ByteBuffer source, int offset, int length) {
        aligner.push(source, offset, length, aligned);
        if (isAligned && handedOn > 0 && !aligner.isLocked()) {
            watch.lostSync();
        }
        isAligned = aligner.isLocked();
    }

    private void handOn(ByteBuffer source, int offset, int length) {
        watch.check(source, offset, length, nowNs);
        sink.accept(source, offset, length, nowNs);
        handedOn++;
    }

    /** Notices what is missing in the stream. To be called some twenty times per second. */
    public void tend(long atNs) {
        watch.tend(atNs);
    }

    /** Another peer sends from now on: its counters need not continue those before. */
    public void restart() {
        watch.restart();
    }

    public long packets() {
        return packets;
    }

    /** How many packets of at most seven transport-stream packets have gone to the sink. */
    public long handedOn() {
        return handedOn;
    }

    public long bytes() {
        return bytes;
    }

    /** Bytes that belonged to no transport-stream packet. */
    public long strayBytes() {
        return aligner.droppedBytes();
    }

    /** What is wrong with the stream, and what is in it. */
    public StreamWatch watch() {
        return watch;
    }

    /** Whether what comes is a transport stream. */
    public boolean hasSync() {
        return isAligned && watch.hasSync();
    }

    /** When the latest datagram came, on the clock of the flow's turns. */
    public long lastArrivalNs() {
        return lastArrivalNs;
    }

    /** Whether anything came within that time. */
    public boolean isLive(long atNs, long withinNs) {
        return packets > 0 && atNs - lastArrivalNs < withinNs;
    }
}
