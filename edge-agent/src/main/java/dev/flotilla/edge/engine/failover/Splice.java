package dev.flotilla.edge.engine.failover;

import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.edge.engine.stream.ProgramMap;
import dev.flotilla.edge.engine.stream.TsPacket;
import java.nio.ByteBuffer;

/**
 * Where the packets of up to two sources become one stream: those of one pass, those of the other one end here. A switch
 * happens in front of a transport-stream packet of the new source, at a random access point if one comes in time; until then
 * the old one feeds on. On the PIDs with clock references of the new source the discontinuity indicator is set until each has
 * brought its first one (ISO/IEC 13818-1 2.4.3.5), where there is an adaptation field to set it in. Nothing else is changed.
 */
final class Splice {
    private static final long ANNOUNCE_NS = 2_000_000_000;

    private final PacketSink sink;
    private final Runnable onSwitch;
    private ProgramMap[] maps = {};
    private final int[] unannounced = new int[ProgramMap.MAX_PROGRAMS];
    private int unannouncedCount;
    private boolean isAnnouncing;
    private long announceUntilNs;
    private int feeding = Failover.NONE;
    private int next = Failover.NONE;
    private long waitUntilNs;
    private long lastFedNs;
    private long gapNs;
    private boolean hasFed;

    /**
     * A splice that hands on to that sink.
     *
     * @param onSwitch called just after another source began to feed
     */
    Splice(PacketSink sink, Runnable onSwitch) {
        this.sink = sink;
        this.onSwitch = onSwitch;
    }

    /** The sources are others now, or in another order; that one of them feeds, or {@link Failover#NONE}. */
    void follow(ProgramMap[] newMaps, int newFeeding) {
        maps = newMaps;
        feeding = newFeeding;
        next = Failover.NONE;
        isAnnouncing = false;
    }

    /** Has that source feed from its next random access point on, or from what it has at that time at the latest. */
    void switchTo(int source, long untilNs) {
        next = source == feeding ? Failover.NONE : source;
        waitUntilNs = untilNs;
    }

    /** Waits no longer than that. */
    void hurry(long untilNs) {
        waitUntilNs = Math.min(waitUntilNs, untilNs);
    }

    /** The source whose packets pass, or {@link Failover#NONE}. */
    int feeding() {
        return feeding;
    }

    boolean isPending() {
        return next != Failover.NONE;
    }

    /** From the last packet before the latest switch to the first one after it. */
    long gapNs() {
        return gapNs;
    }

    /** Takes a packet of that source. */
    void accept(int source, ByteBuffer bytes, int offset, int length, long arrivedNs) {
        if (source == feeding) {
            feed(bytes, offset, length, arrivedNs);
        } else if (source == next) {
            int from = entry(source, bytes, offset, length, arrivedNs);
            if (from >= 0) {
                cut(source, arrivedNs);
                feed(bytes, from, offset + length - from, arrivedNs);
            }
        }
    }

    /** Where in the packet the new source may begin; -1 when not here. */
    private int entry(int source, ByteBuffer bytes, int offset, int length, long arrivedNs) {
        int pid = hasFed ? maps[source].entryPid() : ProgramMap.NONE;
        for (int at = offset; pid != ProgramMap.NONE && at < offset + length; at += TsPacket.BYTES) {
            if (TsPacket.pid(bytes, at) == pid && TsPacket.isRandomAccess(bytes, at)) {
                return at;
            }
        }
        return !hasFed || arrivedNs >= waitUntilNs ? offset : -1;
    }

    private void cut(int source, long nowNs) {
        feeding = source;
        next = Failover.NONE;
        if (hasFed) {
            gapNs = nowNs - lastFedNs;
            unannouncedCount = maps[source].copyClockPids(unannounced);
            isAnnouncing = true;
            announceUntilNs = nowNs + ANNOUNCE_NS;
        }
        onSwitch.run();
    }

    private void feed(ByteBuffer bytes, int offset, int length, long nowNs) {
        if (isAnnouncing) {
            announce(bytes, offset, length, nowNs);
        }
        hasFed = true;
        lastFedNs = nowNs;
        sink.accept(bytes, offset, length, nowNs);
    }

    private void announce(ByteBuffer bytes, int offset, int length, long nowNs) {
        // Of a stream without a known program map the first clock reference is announced, whatever its PID.
        boolean isBlind = unannouncedCount == 0;
        for (int at = offset; isAnnouncing && at < offset + length; at += TsPacket.BYTES) {
            int found = isBlind ? 0 : indexOf(TsPacket.pid(bytes, at));
            boolean hasClock = TsPacket.hasClock(bytes, at);
            if (found < 0 || (isBlind && !hasClock)) {
                continue;
            }
            TsPacket.setDiscontinuity(bytes, at);
            if (hasClock) {
                unannouncedCount = Math.max(0, unannouncedCount - 1);
                unannounced[found] = unannounced[unannouncedCount];
                isAnnouncing = unannouncedCount > 0;
            }
        }
        isAnnouncing &= nowNs < announceUntilNs;
    }

    private int indexOf(int pid) {
        for (int i = 0; i < unannouncedCount; i++) {
            if (unannounced[i] == pid) {
                return i;
            }
        }
        return -1;
    }
}
