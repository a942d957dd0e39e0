package dev.flotilla.edge.engine.fec;

import dev.flotilla.edge.engine.rtp.RtpHeader;
import dev.flotilla.edge.engine.rtp.Sequence;
import java.nio.ByteBuffer;

/**
 * Repairs an RTP stream by its repair packets (SMPTE ST 2022-1), columns, rows or both. Each repair packet says itself what it
 * protects, so rows and columns need not be known before. A repaired packet may make another repair packet useful, and so on
 * until nothing more can be had. Media may come in any order, before or behind its repair packets.
 *
 * <p>Keeps the last 1024 media packets and at most 128 repair packets (1.8 MB), whatever comes. Allocates nothing while it runs.
 * Belongs to one thread.
 */
public final class FecDecoder implements AutoCloseable {
    private static final int LONGEST = MediaStore.PLACE_BYTES - RepairFormat.OVERHEAD_BYTES;
    private static final int WIDEST = MediaStore.PACKETS / 2;
    private static final long NONE = Long.MIN_VALUE;
    private static final double PACE_WEIGHT = 1.0 / 256;
    /** Senders send by pictures: what is due comes up to some pictures late. */
    private static final long MARGIN_NS = 150_000_000;

    private static final long UNKNOWN_REPAIR_NS = 500_000_000;
    private static final long LONGEST_REPAIR_NS = 5_000_000_000L;

    private final RepairedPackets sink;
    private final MediaStore media = new MediaStore();
    private final RepairStore repairs = new RepairStore();

    /** What is handed on may be changed there; what is kept repairs others. */
    private final ByteBuffer handedOn = ByteBuffer.allocateDirect(MediaStore.PLACE_BYTES);

    private boolean hasBegun;
    private int ssrc;
    private long first;
    private long highest;
    private long judged;
    private int block;
    private long lastArrivalNs;
    private double paceNs;
    private long paced;
    private long repairPackets;
    private long malformed;
    private long recovered;
    private long unrecoverable;

    /** A decoder that hands on what it repairs. */
    public FecDecoder(RepairedPackets sink) {
        this.sink = sink;
    }

    /** Takes an RTP packet as it came; its header has been read. */
    public void media(RtpHeader header, ByteBuffer bytes, int offset, int length, long nowNs) {
        if (length > LONGEST) {
            return;
        }
        long number = hasBegun ? Sequence.extend(header.sequence(), highest) : header.sequence();
        if (!hasBegun || header.ssrc() != ssrc || Math.abs(number - highest) >= MediaStore.PACKETS) {
            begin(header, number, nowNs);
        }
        if (number > highest) {
            measure(nowNs, number - highest);
            highest = number;
            judge();
        } else if (number <= highest - MediaStore.PACKETS) {
            return;
        }
        if (!media.has(number)) {
            media.put(number, bytes, offset, length);
            came(number, nowNs);
        }
    }

    private void begin(RtpHeader header, long number, long nowNs) {
        hasBegun = true;
        ssrc = header.ssrc();
        media.clear();
        repairs.clear();
        first = number;
        highest = number - 1;
        judged = number;
        block = 0;
        lastArrivalNs = nowNs;
    }

    /** The mean distance of packets: at first of all, later mostly of the last few hundred. */
    private void measure(long nowNs, long packets) {
        paced += packets;
        double distanceNs = Math.min((nowNs - lastArrivalNs) / (double) packets, 1e9);
        paceNs += (distanceNs - paceNs) * Math.min(1, Math.max(PACE_WEIGHT, 1.0 / paced) * packets);
        lastArrivalNs = nowNs;
    }

    /** Counts what nothing can repair any more: no repair packet of its block comes so late. */
    private void judge() {
        long reach = Math.clamp(3L * block, 100, MediaStore.PACKETS - 1);
        for (; judged < highest - reach; judged++) {
            if (!media.has(judged)) {
                unrecoverable++;
            }
        }
        if (!repairs.isEmpty()) {
            repairs.forget(highest - MediaStore.PACKETS + 1);
        }
    }

    /** Takes a repair packet as it came, by whichever port. */
    public void repair(ByteBuffer bytes, int offset, int length, long nowNs) {
        if (length > MediaStore.PLACE_BYTES || !RepairFormat.isRepair(bytes, offset, length)) {
            malformed++;
            return;
        }
        repairPackets++;
        int step = RepairFormat.offset(bytes, offset);
        int count = RepairFormat.count(bytes, offset);
        if (!hasBegun || step * (count - 1) >= WIDEST) {
            return;
        }
        block = Math.max(block, step * count);
        long base = Sequence.extend(RepairFormat.base(bytes, offset), highest);
        boolean isInReach =
                base > highest - MediaStore.PACKETS + 1 && base + (long) step * (count - 1) < highest + WIDEST;
        if (!isInReach) {
            return;
        }
        int missing = 0;
        for (int i = 0; i < count; i++) {
            missing += media.has(base + (long) i * step) ? 0 : 1;
        }
        if (missing > 0) {
            repairs.put(bytes, offset, length, base, missing);
            if (missing == 1) {
                repairWhatCanBe(nowNs);
            }
        }
    }

    private void came(long number, long nowNs) {
        if (!repairs.isEmpty() && repairs.came(number)) {
            repairWhatCanBe(nowNs);
        }
    }

    private void repairWhatCanBe(long nowNs) {
        for (int place = repairs.ready(); place >= 0; place = repairs.ready()) {
            repairs.remove(place);
            long number = onlyMissing(place);
            if (number != NONE && number >= first && number > highest - MediaStore.PACKETS) {
                combine(place);
                extract(place, number, nowNs);
            }
        }
    }

    /** The number of the only packet that is missing of those which it protects; {@link #NONE} unless there is just one. */
    private long onlyMissing(int place) {
        long left = NONE;
        for (int i = 0; i < repairs.count(place); i++) {
            long number = repairs.number(place, i);
            if (!media.has(number)) {
                if (left != NONE) {
                    return NONE;
                }
                left = number;
            }
        }
        return left;
    }

    /** Combines a repair packet with all that came of what it protects. */
    private void combine(int place) {
        for (int i = 0; i < repairs.count(place); i++) {
            long number = repairs.number(place, i);
            if (media.has(number)) {
                ByteBuffer bytes = media.bytes();
                RepairFormat.combine(
                        repairs.bytes(), repairs.offset(place), bytes, media.offset(number), media.length(number));
            }
        }
    }

    private void extract(int place, long number, long nowNs) {
        int at = repairs.offset(place);
        int length = RtpHeader.FIXED_BYTES + RepairFormat.followingBytes(repairs.bytes(), at);
        // A repair packet that has lost its end has nothing to make the end of the media packet of.
        boolean isWhole = length + RepairFormat.OVERHEAD_BYTES <= repairs.length(place);
        if (length > LONGEST || !isWhole) {
            malformed++;
            return;
        }
        int to = media.offset(number);
        RepairFormat.extract(repairs.bytes(), at, media.bytes(), to, (int) number & 0xffff, ssrc);
        media.putInPlace(number, length);
        recovered++;
        handedOn.put(0, media.bytes(), to, length);
        sink.accept(handedOn, 0, length, nowNs);
        repairs.came(number);
    }

    /** How long a packet that is missing may take to be repaired: two blocks at the present pace, and some. */
    public long repairNs() {
        if (block == 0) {
            return UNKNOWN_REPAIR_NS;
        }
        return Math.min(LONGEST_REPAIR_NS, MARGIN_NS + (long) (2 * block * paceNs));
    }

    /** Repair packets that came. */
    public long repairPackets() {
        return repairPackets;
    }

    /** Packets that are no repair packets, or repair to nonsense. */
    public long malformed() {
        return malformed;
    }

    /** Media packets that were repaired. */
    public long recovered() {
        return recovered;
    }

    /** Media packets that neither came nor could be repaired. */
    public long unrecoverable() {
        return unrecoverable;
    }

    @Override
    public void close() {
        media.close();
        repairs.close();
    }
}
