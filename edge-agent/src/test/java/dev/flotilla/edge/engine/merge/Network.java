package dev.flotilla.edge.engine.merge;

import dev.flotilla.edge.engine.rtp.NetworkOrder;
import dev.flotilla.edge.engine.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A stream that travels by several paths, in virtual time. Each packet carries its number; each path loses, delays, reorders
 * and repeats as it likes. A test says when packets are sent and how the paths are, and then plays all to a merger.
 */
final class Network {
    static final long MS = 1_000_000;
    private static final int PAYLOAD = 4;

    /** Timestamps that far apart are never of one stream; nearer ones may be, and nobody can tell. */
    private static final int FAR_TICKS = 60 * 90_000;

    /** A packet as sent. */
    record Packet(long id, int ssrc, int sequence, int timestamp, long sentNs) {}

    /** A packet as it comes by one path. */
    record Delivery(Packet packet, int path, int ssrc, long atNs) {}

    /** How a path is. Delays are its skew and up to {@code jitterNs}. */
    record Impairment(double loss, double burstStart, int burstLength, double repetition, long skewNs, long jitterNs) {
        static Impairment random(RandomGenerator random, long mostSkewNs, long mostJitterNs) {
            return new Impairment(
                    random.nextInt(4) == 0 ? 0 : random.nextDouble(0.2),
                    random.nextInt(3) == 0 ? random.nextDouble(0.01) : 0,
                    random.nextInt(1, 60),
                    random.nextInt(3) == 0 ? random.nextDouble(0.1) : 0,
                    random.nextLong(mostSkewNs + 1),
                    random.nextLong(mostJitterNs + 1));
        }
    }

    final List<Delivery> deliveries = new ArrayList<>();

    /** What the merger released, by the packets' numbers, and when. */
    final List<Long> released = new ArrayList<>();

    final List<Long> releasedAtNs = new ArrayList<>();
    int restarts;

    private final RandomGenerator random;
    private int lastTimestamp;

    Network(RandomGenerator random) {
        this.random = random;
    }

    /** Sends packets at an uneven pace, with sequence numbers and timestamps that go on from the given ones. */
    List<Packet> send(long firstId, int count, long fromNs, long intervalNs) {
        int ssrc = random.nextInt();
        int sequence = random.nextInt(1 << 16);
        int timestamp = otherTimestamp();
        var packets = new ArrayList<Packet>();
        long atNs = fromNs;
        for (int i = 0; i < count; i++) {
            int ticks = timestamp + (int) ((atNs - fromNs) * 9 / 100_000);
            packets.add(new Packet(firstId + i, ssrc, (sequence + i) & 0xffff, ticks, atNs));
            lastTimestamp = ticks;
            atNs += random.nextLong(intervalNs / 2, intervalNs * 3 / 2);
        }
        return packets;
    }

    /** One that does not pass for a continuation of what was sent last. */
    private int otherTimestamp() {
        int timestamp = random.nextInt();
        boolean isNear = Math.abs((long) (timestamp - lastTimestamp)) < FAR_TICKS;
        return isNear ? timestamp + 2 * FAR_TICKS : timestamp;
    }

    /** Carries packets over a path, but for those sent within the outage. */
    void carry(List<Packet> packets, int path, Impairment how, long outageFromNs, long outageUntilNs) {
        int burst = 0;
        int otherSource = random.nextInt();
        for (Packet packet : packets) {
            if (burst == 0 && random.nextDouble() < how.burstStart) {
                burst = how.burstLength;
            }
            boolean isOut = packet.sentNs >= outageFromNs && packet.sentNs < outageUntilNs;
            if (burst > 0 || isOut || random.nextDouble() < how.loss) {
                burst = Math.max(0, burst - 1);
                continue;
            }
            // After an outage the path's sender has started again, with a source identifier of its own.
            int ssrc = outageUntilNs > 0 && packet.sentNs >= outageUntilNs ? otherSource : packet.ssrc;
            deliver(packet, path, ssrc, how);
            if (random.nextDouble() < how.repetition) {
                deliver(packet, path, ssrc, how);
            }
        }
    }

    private void deliver(Packet packet, int path, int ssrc, Impairment how) {
        long delayNs = how.skewNs + (how.jitterNs == 0 ? 0 : random.nextLong(how.jitterNs));
        deliveries.add(new Delivery(packet, path, ssrc, packet.sentNs + delayNs));
    }

    /** The stream that notes what comes out, at the time that {@link #play} has reached. */
    MergedStream output() {
        return new MergedStream() {
            @Override
            public void accept(ByteBuffer bytes, int offset, int length, long nowNs) {
                released.add((long) NetworkOrder.integer(bytes, offset));
                releasedAtNs.add(nowNs);
            }

            @Override
            public void restarted() {
                restarts++;
            }
        };
    }

    /** Hands all deliveries to the merger in the order of their arrival, and lets time pass until nothing waits any more. */
    void play(Merger merger) {
        deliveries.sort(Comparator.comparingLong(Delivery::atNs));
        var bytes = ByteBuffer.allocateDirect(RtpHeader.FIXED_BYTES + PAYLOAD);
        var header = new RtpHeader();
        long nowNs = 0;
        for (Delivery delivery : deliveries) {
            nowNs = pass(merger, nowNs, delivery.atNs);
            Packet packet = delivery.packet;
            RtpHeader.write(bytes, 0, 33, packet.sequence, packet.timestamp, delivery.ssrc);
            NetworkOrder.putInteger(bytes, RtpHeader.FIXED_BYTES, (int) packet.id);
            if (!header.read(bytes, 0, bytes.capacity())) {
                throw new IllegalStateException("no RTP: " + packet);
            }
            merger.accept(delivery.path, header, bytes, nowNs);
        }
        pass(merger, nowNs, nowNs + 40_000 * MS);
    }

    /** Wakes the merger whenever it wants to be, and every 50 ms. */
    private static long pass(Merger merger, long fromNs, long toNs) {
        long nowNs = fromNs;
        while (nowNs < toNs) {
            nowNs = Math.min(toNs, Math.clamp(merger.dueNs(), nowNs + 1, nowNs + 50 * MS));
            merger.advance(nowNs);
        }
        return nowNs;
    }

    /** The numbers of all packets that came by any path. */
    NavigableSet<Long> delivered() {
        var ids = new TreeSet<Long>();
        for (Delivery delivery : deliveries) {
            ids.add(delivery.packet.id);
        }
        return ids;
    }
}
