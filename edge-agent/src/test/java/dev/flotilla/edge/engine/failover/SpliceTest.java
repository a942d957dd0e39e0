package dev.flotilla.edge.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.Programme;
import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.ProgramMap;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two programmes with different PIDs, looked at packet by packet behind the splice. */
class SpliceTest {
    private static final long MS = 1_000_000;
    private static final int A = 1;
    private static final int B = 2;

    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private int switches;
    private final Splice splice = new Splice(
            (bytes, offset, length, arrivedNs) -> {
                assertThat(length % Programme.PACKET).isZero();
                for (int i = 0; i < length; i++) {
                    passed.write(bytes.get(offset + i));
                }
            },
            () -> switches++);
    private final Programme[] programmes = {new Programme(A, 0x1000, 0x100, 25), new Programme(B, 0x1001, 0x200, 25)};
    private final Intake[] intakes = {intake(0), intake(1)};
    private long nowMs = 1_000;

    private Intake intake(int source) {
        return new Intake(
                (bytes, offset, length, arrivedNs) -> splice.accept(source, bytes, offset, length, arrivedNs), 2_000);
    }

    @BeforeEach
    void begin() {
        splice.follow(
                new ProgramMap[] {intakes[0].watch().map(), intakes[1].watch().map()}, Failover.NONE);
        splice.switchTo(0, nowMs * MS);
        run(true, true, 100);
    }

    private void run(boolean hasA, boolean hasB, long ms) {
        boolean[] has = {hasA, hasB};
        for (long end = nowMs + ms; nowMs < end; nowMs += Programme.DATAGRAM_MS) {
            for (int i = 0; i < 2; i++) {
                byte[] datagram = programmes[i].datagram();
                if (has[i]) {
                    intakes[i].accept(ByteBuffer.wrap(datagram), 0, datagram.length, nowMs * MS);
                }
            }
        }
    }

    /** Where the first picture packet of B is. */
    private int firstOfB(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += Programme.PACKET) {
            if (Programme.pid(bytes, at) == 0x200) {
                return at;
            }
        }
        throw new AssertionError("nothing of B has passed");
    }

    @Test
    void beginsWithTheFirstPacketOfTheFirstSourceAndChangesNothing() {
        byte[] all = passed.toByteArray();
        var fresh = new Programme(A, 0x1000, 0x100, 25);
        assertThat(all.length).isEqualTo(50 * Programme.DATAGRAM);
        for (int at = 0; at < all.length; at += Programme.DATAGRAM) {
            assertThat(ByteBuffer.wrap(all, at, Programme.DATAGRAM)).isEqualTo(ByteBuffer.wrap(fresh.datagram()));
        }
        assertThat(switches).isEqualTo(1);
    }

    @Test
    void waitsForARandomAccessPointWhileTheOldSourceFeedsOn() {
        splice.switchTo(1, (nowMs + 5_000) * MS);
        run(true, true, 2_000);
        byte[] all = passed.toByteArray();
        int cut = firstOfB(all);
        assertThat(Programme.isRandomAccess(all, cut)).isTrue();
        // Up to the cut everything of A, without a hole: the group of B that was next began at 1 s.
        assertThat(cut).isGreaterThan(450 * Programme.DATAGRAM);
        long expected = 0;
        for (int at = 0; at < cut; at += Programme.PACKET) {
            if (Programme.pid(all, at) == 0x100) {
                assertThat(Programme.number(all, at)).isEqualTo(expected++);
            }
        }
        assertOnlyB(all, cut);
    }

    private static void assertOnlyB(byte[] all, int cut) {
        long number = Programme.number(all, cut);
        for (int at = cut; at < all.length; at += Programme.PACKET) {
            int pid = Programme.pid(all, at);
            assertThat(pid).isIn(0, 0x1001, 0x200);
            if (pid == 0x200) {
                assertThat(Programme.tag(all, at)).isEqualTo(B);
                assertThat(Programme.number(all, at)).isEqualTo(number++);
            }
        }
    }

    @Test
    void announcesTheFirstClockReferenceOfTheNewSourceAndNothingElse() {
        splice.switchTo(1, (nowMs + 5_000) * MS);
        run(true, true, 2_000);
        byte[] all = passed.toByteArray();
        int cut = firstOfB(all);
        int announced = 0;
        for (int at = 0; at < all.length; at += Programme.PACKET) {
            if (Programme.isDiscontinuous(all, at)) {
                announced++;
                assertThat(at).isEqualTo(cut);
                assertThat(Programme.hasClock(all, at)).isTrue();
            }
        }
        assertThat(announced).isEqualTo(1);
    }

    @Test
    void waitsNoLongerThanItWasTold() {
        splice.switchTo(1, (nowMs + 40) * MS);
        run(false, true, 60);
        byte[] all = passed.toByteArray();
        int cut = firstOfB(all);
        assertThat(Programme.isRandomAccess(all, cut)).isFalse();
        assertThat(cut).isEqualTo(50 * Programme.DATAGRAM);
        assertThat(all.length).isEqualTo(60 * Programme.DATAGRAM);
        assertThat(splice.gapNs()).isEqualTo(42 * MS);
        assertOnlyB(all, cut);
    }

    @Test
    void hurriesWhenTheOldSourceFailsMeanwhile() {
        splice.switchTo(1, (nowMs + 1_000) * MS);
        run(true, true, 20);
        splice.hurry((nowMs + 10) * MS);
        run(false, true, 20);
        assertThat(splice.feeding()).isEqualTo(1);
    }

    @Test
    void staysWithTheOldSourceWhenTheSwitchIsCalledOff() {
        splice.switchTo(1, (nowMs + 1_000) * MS);
        run(true, true, 20);
        splice.switchTo(0, (nowMs + 40) * MS);
        run(true, true, 2_000);
        assertThat(switches).isEqualTo(1);
        for (int at = 0; at < passed.size(); at += Programme.PACKET) {
            assertThat(Programme.isDiscontinuous(passed.toByteArray(), at)).isFalse();
        }
    }

    @Test
    void announcesTheFirstClockReferenceOfAStreamWithoutTables() {
        programmes[1].hasTables = false;
        intakes[1] = intake(1);
        splice.follow(
                new ProgramMap[] {intakes[0].watch().map(), intakes[1].watch().map()}, 0);
        splice.switchTo(1, nowMs * MS);
        run(true, true, 40);
        byte[] all = passed.toByteArray();
        int announced = 0;
        for (int at = 0; at < all.length; at += Programme.PACKET) {
            announced += Programme.isDiscontinuous(all, at) ? 1 : 0;
        }
        assertThat(announced).isEqualTo(1);
    }
}
