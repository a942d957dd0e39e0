package dev.flotilla.edge.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldTest {
    private static final long MS = 1_000_000;

    private final Ring ring = new Ring(64);
    private final RingReader reader = new RingReader(ring);

    @AfterEach
    void close() {
        ring.close();
    }

    private void append(long nowNs) {
        ring.append(ByteBuffer.allocateDirect(188), 0, 188, nowNs);
    }

    @Test
    void isNeverDueWithoutPackets() {
        assertThat(new Hold(MS).dueNs(ring, reader, MS)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sendsAtOnceWhenTheTurnWasTheHold() {
        append(100);
        assertThat(new Hold(MS).dueNs(ring, reader, MS)).isEqualTo(100);
        assertThat(new Hold(0).dueNs(ring, reader, 0)).isEqualTo(100);
    }

    @Test
    void holdsTheOldestPacketNoLongerThanItMay() {
        append(100);
        append(200);
        assertThat(new Hold(5 * MS).dueNs(ring, reader, MS)).isEqualTo(100 + 4 * MS);
    }

    @Test
    void doesNotHoldACrowd() {
        for (int i = 0; i < 10; i++) {
            append(i);
        }
        assertThat(new Hold(5 * MS).dueNs(ring, reader, MS)).isZero();
    }

    @Test
    void cutsOffWhatIsOfNoUse() {
        assertThat(new Hold(1_000 * MS).turnNs()).isEqualTo(5 * MS);
        append(0);
        assertThat(new Hold(1_000 * MS).dueNs(ring, reader, 0)).isEqualTo(10 * MS);
        assertThat(new Hold(5 * MS).forMulticast().turnNs()).isEqualTo(MS);
    }
}
