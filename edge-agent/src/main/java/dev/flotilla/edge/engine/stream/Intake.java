package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;

/**
 * The way of a source's packets into the flow: aligned to transport-stream packets, cut to the size of a slot, checked for
 * continuity and counted. Nothing else is changed.
 */
public final class Intake {
    private static final int PACKET = 188;
    private static final byte SYNC = 0x47;

    private final PacketSink sink;
    private final Continuity continuity = new Continuity();
    private final Aligner aligner;
    private final Aligner.Sink aligned = this::handOn;
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
        if (length % PACKET == 0 && aligner.isEmpty() && source.get(offset) == SYNC) {
            for (int at = 0; at < length; at += Ring.SLOT_BYTES) {
                handOn(source, offset + at, Math.min(Ring.SLOT_BYTES, length - at));
            }
        } else {
            aligner.push(source, offset, length, aligned);
        }
    }

    private void handOn(ByteBuffer source, int offset, int length) {
        continuity.check(source, offset, length);
        sink.accept(source, offset, length, nowNs);
        handedOn++;
    }

    /** Another peer sends from now on: its counters need not continue those before. */
    public void restart() {
        continuity.restart();
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

    public long continuityErrors() {
        return continuity.errors();
    }

    /** Bytes that belonged to no transport-stream packet. */
    public long strayBytes() {
        return aligner.droppedBytes();
    }

    /** Whether anything came within that time. */
    public boolean isLive(long atNs, long withinNs) {
        return packets > 0 && atNs - lastArrivalNs < withinNs;
    }
}
