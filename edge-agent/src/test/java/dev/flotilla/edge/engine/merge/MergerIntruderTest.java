package dev.flotilla.edge.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Packets that somebody else sends, or that a broken sender numbers, among those of a healthy stream. */
class MergerIntruderTest {
    private static final long MS = 1_000_000;
    private static final long WINDOW_NS = 200 * MS;
    private static final long SETTLE_NS = 30 * MS;
    private static final int OURS = 1;
    private static final int STRANGER = 2;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(RtpHeader.FIXED_BYTES + 8);
    private final RtpHeader header = new RtpHeader();
    private long released;
    private long foreign;
    private long nowNs;

    private final MergedStream sink = new MergedStream() {
        @Override
        public void accept(ByteBuffer bytes, int offset, int length, long atNs) {
            released++;
            foreign += bytes.getLong(offset) == STRANGER ? 1 : 0;
        }

        @Override
        public void restarted() {}
    };

    /** One packet of another sender on one of two healthy paths, at distances that once silenced both. */
    @Test
    void losesNothingToAStrayPacketOfAnotherSender() {
        for (int distance : new int[] {1, 500, 5_000, 20_000, 30_000}) {
            released = 0;
            foreign = 0;
            try (var merger = new Merger(2, WINDOW_NS, SETTLE_NS, sink)) {
                for (int number = 0; number < 40_000; number++) {
                    if (number == 2_000) {
                        send(merger, 0, STRANGER, number + distance, 0x5000_0000);
                    }
                    for (int path = 0; path < 2; path++) {
                        send(merger, path, OURS, number, 90L * number);
                    }
                    nowNs += MS;
                    merger.advance(nowNs);
                }
                settle(merger);
                assertThat(released - foreign)
                        .as("released with a stray packet %d ahead", distance)
                        .isEqualTo(40_000);
            }
        }
    }

    /** Timestamps that stand nearly still, and then one far away: the pace says that billions of packets are missing. */
    @Test
    void doesNotBelieveAnAbsurdPace() {
        try (var merger = new Merger(1, 0, SETTLE_NS, sink)) {
            for (int number = 0; number < 1_001; number++) {
                send(merger, 0, OURS, number, number);
                nowNs += MS;
            }
            long beganNs = System.nanoTime();
            send(merger, 0, OURS, 1_001, 19L * 90_000);
            merger.advance(nowNs);
            assertThat(Duration.ofNanos(System.nanoTime() - beganNs)).isLessThan(Duration.ofSeconds(1));
            assertThat(merger.counters().missing()).isLessThan(300_000);
        }
    }

    /** An encoder that numbers from 0 starts again, ten seconds later: its packets are new, not very late ones. */
    @Test
    void takesASecondBeginningForABeginning() {
        try (var merger = new Merger(1, 0, SETTLE_NS, sink)) {
            for (int start = 0; start < 2; start++) {
                for (int number = 0; number < 10_000; number++) {
                    send(merger, 0, OURS + 10 * start, number, 90L * number);
                    nowNs += MS;
                    merger.advance(nowNs);
                }
                nowNs += 2_000 * MS;
                merger.advance(nowNs);
            }
            settle(merger);
            assertThat(released).isGreaterThan(19_500);
        }
    }

    /** The same within what is remembered: what comes again is no late packet once it goes on like that. */
    @Test
    void takesASecondBeginningSoonAfterTheFirstForABeginning() {
        try (var merger = new Merger(1, 0, SETTLE_NS, sink)) {
            for (int start = 0; start < 2; start++) {
                for (int number = 0; number < 1_000; number++) {
                    send(merger, 0, OURS, number, 90L * number);
                    nowNs += MS;
                    merger.advance(nowNs);
                }
                nowNs += 1_000 * MS;
                merger.advance(nowNs);
            }
            settle(merger);
            assertThat(released).isGreaterThan(1_980);
            assertThat(merger.counters().restarts()).isEqualTo(1);
        }
    }

    /** Both paths jump back by half a second without a pause, the second 20 ms behind the first. */
    @Test
    void followsANumberingThatJumpsBackOnBothPaths() {
        try (var merger = new Merger(2, WINDOW_NS, SETTLE_NS, sink)) {
            for (int i = 0; i < 8_020; i++) {
                for (int path = 0; path < 2; path++) {
                    int sent = i - 20 * path;
                    int number = sent < 5_000 ? sent : sent - 500;
                    if (sent >= 0 && sent < 8_000) {
                        send(merger, path, OURS, number, 90L * number);
                    }
                }
                nowNs += MS;
                merger.advance(nowNs);
            }
            settle(merger);
            assertThat(released).isGreaterThan(8_000 - 200);
            assertThat(merger.counters().restarts()).isEqualTo(1);
        }
    }

    /** A path that repeats what it brought half a second ago does not touch what the other one brings. */
    @Test
    void losesNothingToAPathThatRepeatsItself() {
        try (var merger = new Merger(2, WINDOW_NS, SETTLE_NS, sink)) {
            for (int i = 0; i < 8_000; i++) {
                send(merger, 0, OURS, i, 90L * i);
                int repeated = i < 5_000 ? i : i - 500;
                send(merger, 1, OURS, repeated, 90L * repeated);
                nowNs += MS;
                merger.advance(nowNs);
            }
            settle(merger);
            assertThat(released).isEqualTo(8_000);
            assertThat(merger.counters().restarts()).isZero();
        }
    }

    private void settle(Merger merger) {
        for (int i = 0; i < 60_000; i += 10) {
            nowNs += 10 * MS;
            merger.advance(nowNs);
        }
    }

    private void send(Merger merger, int path, int ssrc, int sequence, long timestamp) {
        packet.put(0, (byte) 0x80).put(1, (byte) 33).putShort(2, (short) sequence);
        packet.putInt(4, (int) timestamp).putInt(8, ssrc).putLong(RtpHeader.FIXED_BYTES, ssrc);
        header.read(packet, 0, packet.capacity());
        merger.accept(path, header, packet, nowNs);
    }
}
