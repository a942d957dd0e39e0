package dev.flotilla.edge.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.flotilla.edge.engine.rtp.RtpHeader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a merger needs: how much it holds, how much memory that takes, and what it allocates. */
class MergerBoundsTest {
    private static final long MS = 1_000_000;
    private static final int PAYLOAD = 1_316;

    /** The distance of packets of 100 Mb/s. */
    private static final long INTERVAL_NS = 105_280;

    private static final long WINDOW_NS = 15_000 * MS;
    private static final int SSRC = 0x5eed;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(RtpHeader.FIXED_BYTES + PAYLOAD);
    private final RtpHeader header = new RtpHeader();
    private long bytesOut;
    private long packetsOut;

    private final MergedStream sink = new MergedStream() {
        @Override
        public void accept(ByteBuffer bytes, int offset, int length, long nowNs) {
            packetsOut++;
            bytesOut += length;
        }

        @Override
        public void restarted() {
            throw new AssertionError("the stream did not begin anew");
        }
    };

    /** One gap that the other path fills after 14.9 seconds: more packets wait than there are sequence numbers. */
    @Test
    void holdsAHundredMegabitsForFifteenSeconds() {
        long late = 14_900 * MS / INTERVAL_NS;
        try (var merger = new Merger(2, WINDOW_NS, 50 * MS, sink)) {
            for (long number = 0; number < 2 * late; number++) {
                if (number != 1_000) {
                    send(merger, 0, number, number * INTERVAL_NS);
                }
                if (number >= late) {
                    send(merger, 1, number - late, number * INTERVAL_NS);
                }
                if (number == late + 999) {
                    assertThat(merger.waiting()).isGreaterThan(2 * 65_536);
                    assertThat(merger.residentBytes()).isLessThan(252_000_000L);
                }
            }
            assertThat(packetsOut).isEqualTo(2 * late);
            assertThat(bytesOut).isEqualTo(packetsOut * PAYLOAD);
            assertThat(merger.waiting()).isZero();
            assertThat(merger.counters().missing()).isZero();
            assertThat(merger.counters().overflown()).isZero();
            assertThat(merger.path(1).gapFills()).isEqualTo(1);
            assertThat(merger.path(1).longestSkewMs()).isBetween(14_899.0, 14_901.0);
            for (long ms = 0; ms < 25_000; ms += 50) {
                merger.advance(2 * late * INTERVAL_NS + ms * MS);
            }
            assertThat(merger.residentBytes()).as("memory is given back").isLessThan(500_000);
        }
    }

    /** More than may wait: the oldest gap is given up, and what waits behind it goes on. */
    @Test
    void givesUpAGapRatherThanHoldMoreThanItsBound() {
        try (var merger = new Merger(2, Long.MAX_VALUE / 4, 50 * MS, sink)) {
            send(merger, 1, 0, 0);
            for (long number = 0; number < 2 * Merger.PACKETS; number++) {
                if (number != 1_000) {
                    send(merger, 0, number, number * 1_000);
                }
            }
            assertThat(merger.counters().overflown()).isEqualTo(1);
            assertThat(merger.counters().missing()).isEqualTo(1);
            assertThat(packetsOut).isEqualTo(2 * Merger.PACKETS - 1);
        }
    }

    /** A sender that numbers wildly makes the table of numbers large: not on the heap, and not for ever. */
    @Test
    void growsOutsideTheHeapAndShrinks() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var merger = new Merger(1, 0, 30 * MS, sink)) {
            for (long number = 0; number < 1_000; number++) {
                send(merger, 0, number, number * INTERVAL_NS);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 1; i <= 260; i++) {
                send(merger, 0, 1_000 + 999L * i, 1_000 * INTERVAL_NS + i * MS / 10);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(500_000);
            assertThat(merger.residentBytes()).isGreaterThan(4_000_000);
            for (long ms = 0; ms < 25_000; ms += 50) {
                merger.advance(2_000 * INTERVAL_NS + ms * MS);
            }
            assertThat(merger.residentBytes()).isLessThan(500_000);
        }
    }

    @Test
    void allocatesNothingOnceRateAndWindowAreKnown() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var merger = new Merger(2, 200 * MS, 50 * MS, sink)) {
            play(merger, 0, 100_000);
            long[] allocated = new long[3];
            for (int run = 0; run < allocated.length; run++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                play(merger, 100_000L * (run + 1), 100_000);
                allocated[run] = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(Arrays.stream(allocated).min().orElseThrow())
                    .as("bytes for 200,000 packets, least of three runs: " + Arrays.toString(allocated))
                    .isLessThan(1_000);
            assertThat(merger.counters().missing()).isPositive();
            assertThat(merger.path(1).gapFills()).isPositive();
        }
    }

    /** Both paths lose packets, sometimes the same; the second is 40 packets behind. */
    private void play(Merger merger, long from, int count) {
        for (long number = from; number < from + count; number++) {
            long nowNs = number * INTERVAL_NS;
            if (number % 97 != 0) {
                send(merger, 0, number, nowNs);
            }
            if (number >= 40 && (number - 40) % 101 != 0) {
                send(merger, 1, number - 40, nowNs);
            }
        }
    }

    private void send(Merger merger, int path, long number, long nowNs) {
        int timestamp = (int) (number * INTERVAL_NS * 9 / 100_000);
        RtpHeader.write(packet, 0, 33, (int) number & 0xffff, timestamp, SSRC);
        if (!header.read(packet, 0, packet.capacity())) {
            throw new AssertionError("no RTP");
        }
        merger.advance(nowNs);
        merger.accept(path, header, packet, nowNs);
    }
}
