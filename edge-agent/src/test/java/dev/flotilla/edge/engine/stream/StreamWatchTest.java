package dev.flotilla.edge.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.Programme;
import dev.flotilla.proto.flow.v1.StreamErrors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A programme in virtual time, looked after every 50 ms. */
class StreamWatchTest {
    private static final long MS = 1_000_000;
    private static final StreamErrors NONE = StreamErrors.getDefaultInstance();

    private final StreamWatch watch = new StreamWatch();
    private final Programme programme = new Programme(1, 0x1000, 0x100, 25);
    private long nowNs = 5_000 * MS;

    private void run(long ms) {
        run(ms, datagram -> {});
    }

    private void run(long ms, Consumer<byte[]> change) {
        for (long i = 0; i < ms / Programme.DATAGRAM_MS; i++) {
            byte[] datagram = programme.datagram();
            change.accept(datagram);
            watch.check(ByteBuffer.wrap(datagram), 0, datagram.length, nowNs);
            nowNs += Programme.DATAGRAM_MS * MS;
            if (nowNs / MS % 50 == 0) {
                watch.tend(nowNs);
            }
        }
    }

    private StreamErrors errors() {
        return watch.errors();
    }

    @Test
    void findsNothingWrongWithACleanStream() {
        run(60_000);
        assertThat(errors()).isEqualTo(NONE);
        assertThat(watch.continuityErrors()).isZero();
        assertThat(watch.map().entryPid()).isEqualTo(0x100);
        assertThat(watch.map().copyClockPids(new int[ProgramMap.MAX_PROGRAMS])).isEqualTo(1);
        assertThat(watch.hasAll(new int[] {0, 0x100, 0x1000})).isTrue();
        assertThat(watch.hasAll(new int[] {0x101})).isFalse();
    }

    @Test
    void countsMissingTablesEveryHalfSecond() {
        run(1_000);
        programme.hasTables = false;
        run(1_800);
        assertThat(errors().getPatErrors()).isEqualTo(3);
        assertThat(errors().getPmtErrors()).isEqualTo(3);
        programme.hasTables = true;
        run(5_000);
        assertThat(errors().getPatErrors()).isEqualTo(3);
    }

    @Test
    void countsTablesWithAWrongChecksumAndDoesNotBelieveThem() {
        run(1_000);
        run(300, datagram -> {
            if (Programme.pid(datagram, Programme.PACKET) == 0x1000) {
                datagram[Programme.PACKET + 20] ^= 1;
            }
        });
        assertThat(errors().getCrcErrors()).isEqualTo(3);
        assertThat(watch.map().entryPid()).isEqualTo(0x100);
    }

    @Test
    void countsTablesThatAreTooShortOrWithoutAChecksumAndDoesNotBelieveThem() {
        run(1_000);
        for (byte[] start : new byte[][] {{0, 0, 0, 0}, {0, 0, (byte) 0x80, 1}, {0, 2, 0, 9}, {0, 1, 0, 0}}) {
            byte[] packet = new byte[Programme.PACKET];
            System.arraycopy(new byte[] {0x47, 0x40, 0, 0x10}, 0, packet, 0, 4);
            System.arraycopy(start, 0, packet, 4, start.length);
            watch.check(ByteBuffer.wrap(packet), 0, packet.length, nowNs);
        }
        assertThat(errors().getCrcErrors()).isPositive();
        assertThat(watch.map().entryPid()).isEqualTo(0x100);
    }

    @Test
    void missesAPidForAsLongAsItIsMissing() {
        run(1_000);
        for (int second = 0; second < 20; second++) {
            run(1_000, datagram -> {
                for (int at = 0; at < datagram.length; at += Programme.PACKET) {
                    if (Programme.pid(datagram, at) == 0x100) {
                        datagram[at + 1] = 0x1f;
                        datagram[at + 2] = (byte) 0xff;
                    }
                }
            });
            assertThat(watch.hasAll(new int[] {0x100})).isFalse();
        }
        assertThat(errors().getPidErrors()).isEqualTo(3);
    }

    @Test
    void countsPacketsThatTheTransportDamaged() {
        run(1_000);
        run(2, datagram -> datagram[3 * Programme.PACKET + 1] |= (byte) 0x80);
        run(1_000);
        assertThat(errors()).isEqualTo(NONE.toBuilder().setTransportErrors(1).build());
    }

    @Test
    void losesSyncAfterTwoBadPacketsAndFindsItAfterFiveGoodOnes() {
        run(1_000);
        run(2, datagram -> datagram[3 * Programme.PACKET] = 0);
        assertThat(watch.hasSync()).isTrue();
        run(2, datagram -> {
            datagram[5 * Programme.PACKET] = 0;
            datagram[6 * Programme.PACKET] = 0;
        });
        assertThat(watch.hasSync()).isFalse();
        run(2);
        assertThat(watch.hasSync()).isTrue();
        assertThat(errors().getSyncByteErrors()).isEqualTo(3);
        assertThat(errors().getTsSyncLoss()).isEqualTo(1);
    }

    @Test
    void countsClockReferencesThatComeTooLate() {
        run(1_000);
        programme.hasClock = false;
        run(150);
        programme.hasClock = true;
        run(1_000);
        assertThat(errors().getPcrRepetitionErrors()).isEqualTo(1);
    }

    @Test
    void countsClockReferencesThatJumpUnannounced() {
        run(1_000);
        programme.clockOffset = 90 * 101;
        run(1_000);
        assertThat(errors().getPcrDiscontinuityErrors()).isEqualTo(1);
        programme.clockOffset = 0;
        run(1_000, datagram -> {
            for (int at = 0; at < datagram.length; at += Programme.PACKET) {
                if (Programme.hasClock(datagram, at)) {
                    datagram[at + 5] |= (byte) 0x80;
                }
            }
        });
        assertThat(errors().getPcrDiscontinuityErrors()).isEqualTo(1);
    }

    @Test
    void takesTheClocksEndForNoJump() {
        programme.clockOffset = (1L << 33) - 90 * 500;
        run(1_000);
        assertThat(errors()).isEqualTo(NONE);
    }

    @Test
    void countsMissingTimeStamps() {
        run(1_000);
        programme.hasTimeStamps = false;
        run(1_600);
        assertThat(errors().getPtsErrors()).isEqualTo(2);
    }

    @Test
    void countsAPidThatTheMapPromisesAndNobodySends() {
        run(1_000);
        programme.hasPictures = false;
        run(1_100);
        assertThat(watch.hasAll(new int[] {0x100})).isFalse();
        run(4_200);
        assertThat(errors().getPidErrors()).isEqualTo(1);
    }

    @Test
    void missesNothingInAStreamThatHasStopped() {
        run(1_000);
        for (int i = 0; i < 200; i++) {
            nowNs += 50 * MS;
            watch.tend(nowNs);
        }
        run(1_000);
        assertThat(errors().getPatErrors()).isZero();
        assertThat(errors().getPidErrors()).isZero();
        assertThat(errors().getPtsErrors()).isZero();
    }

    @Test
    void countsScrambledPacketsWithoutAnAccessTable() {
        run(1_000, datagram -> datagram[6 * Programme.PACKET + 3] |= (byte) 0x80);
        assertThat(errors().getCatErrors()).isPositive();
    }

    @Test
    void computesTheChecksumAsTheStandardDoes() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(SectionChecksum.of(digits, digits.length)).isEqualTo(0x0376e6e7);
    }
}
