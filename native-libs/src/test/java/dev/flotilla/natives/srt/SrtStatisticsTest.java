package dev.flotilla.natives.srt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lays {@code struct CBytePerfMon} of libsrt 1.5 out by the rules of C, since its header is seldom installed. */
class SrtStatisticsTest {
    /** The types of the fields in their order, q for 64-bit integers, i for int, d for double. */
    private static final String FIELDS = "qqq" + "iiiiiii" + "q" + "iii" + "qqqqqqq" // totals
            + "qq" + "iiiiiiii" + "dd" + "q" + "i" + "d" + "q" + "iii" + "qqqqqqq" // since the last clear
            + "d" + "iii" + "dd" + "ii" + "d" + "iiiiiiiii" // of the moment
            + "iiii" + "iiii" + "i" // packet filter and reordering
            + "qqqqqqqq"; // unique packets

    @Test
    void readsEachCounterWhereTheCompilerPutsIt() {
        assertThat(Stream.of(3, 4, 5, 11, 12, 13, 51, 57, 63, 74, 75, 76, 77).map(SrtStatisticsTest::offset))
                .containsExactly(
                        SrtStatistics.PACKETS_LOST_ON_SEND,
                        SrtStatistics.PACKETS_LOST_ON_RECEIVE,
                        SrtStatistics.PACKETS_RETRANSMITTED,
                        SrtStatistics.PACKETS_DROPPED_ON_SEND,
                        SrtStatistics.PACKETS_DROPPED_ON_RECEIVE,
                        SrtStatistics.PACKETS_UNDECRYPTED,
                        SrtStatistics.ROUND_TRIP_MS,
                        SrtStatistics.SEND_BUFFER_PACKETS,
                        SrtStatistics.RECEIVE_BUFFER_MS,
                        SrtStatistics.PACKETS_SENT,
                        SrtStatistics.PACKETS_RECEIVED,
                        SrtStatistics.BYTES_SENT,
                        SrtStatistics.BYTES_RECEIVED);
        assertThat(offset(FIELDS.length())).isEqualTo(SrtStatistics.STRUCTURE_SIZE);
    }

    private static int offset(int field) {
        int at = 0;
        for (int i = 0; i < field; i++) {
            at = aligned(at, FIELDS.charAt(i)) + size(FIELDS.charAt(i));
        }
        return field == FIELDS.length() ? aligned(at, 'q') : aligned(at, FIELDS.charAt(field));
    }

    private static int aligned(int offset, char type) {
        return (offset + size(type) - 1) & -size(type);
    }

    private static int size(char type) {
        return type == 'i' ? 4 : 8;
    }
}
