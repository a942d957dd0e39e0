package dev.flotilla.edge.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.Seeded;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final int SLOTS = 8;
    private static final int BOUND = SLOTS / 2;

    /** A reader as anyone would write it: a list of numbers, the oldest of which are dropped beyond the bound. */
    private static final class Model {
        private final List<Integer> waiting = new ArrayList<>();
        private long dropped;

        void append(int number) {
            waiting.add(number);
        }

        int pending() {
            while (waiting.size() > BOUND) {
                waiting.removeFirst();
                dropped++;
            }
            return waiting.size();
        }
    }

    /** Steps of 0 to 9 append as many packets; steps of 10 to 29 have one of two readers read up to nine. */
    @Test
    void behavesLikeAListThatForgets() {
        Seeded.check(RingTest::behavesLikeTheModel);
    }

    private static void behavesLikeTheModel(RandomGenerator random) {
        try (var ring = new Ring(SLOTS)) {
            RingReader[] readers = {new RingReader(ring), new RingReader(ring)};
            Model[] models = {new Model(), new Model()};
            int number = 0;
            for (int i = random.nextInt(200); i > 0; i--) {
                int step = random.nextInt(30);
                if (step < 10) {
                    for (int packet = 0; packet < step; packet++) {
                        append(ring, number);
                        models[0].append(number);
                        models[1].append(number);
                        number++;
                    }
                } else {
                    RingReader reader = readers[step / 10 - 1];
                    Model model = models[step / 10 - 1];
                    assertThat(reader.pending()).isEqualTo(model.pending());
                    for (int read = 0; read < step % 10 && reader.pending() > 0; read++) {
                        assertThat(ring.length(reader.next())).isEqualTo(length(model.waiting.getFirst()));
                        assertThat(ring.arrivedNs(reader.next())).isEqualTo((long) model.waiting.removeFirst());
                        reader.advance(1);
                    }
                    assertThat(reader.dropped()).isEqualTo(model.dropped);
                }
            }
        }
    }

    private static void append(Ring ring, int number) {
        ring.append(ByteBuffer.allocateDirect(length(number)), 0, length(number), number);
    }

    private static int length(int number) {
        return 188 * (1 + number % 7);
    }

    @Test
    void laysFullPacketsSideBySide() {
        try (var ring = new Ring(SLOTS)) {
            for (int i = 0; i < 3; i++) {
                ring.append(ByteBuffer.allocateDirect(Ring.SLOT_BYTES), 0, Ring.SLOT_BYTES, i);
            }
            assertThat(ring.address(1)).isEqualTo(ring.address(0) + Ring.SLOT_BYTES);
            assertThat(ring.address(SLOTS)).isEqualTo(ring.address(0));
            assertThat(ring.untilWrap(SLOTS - 1)).isEqualTo(1);
        }
    }

    @Test
    void growsWhileItsReadersWouldLoseWhatJustCame() {
        try (var ring = new Ring(SLOTS, 8 * SLOTS)) {
            var reader = new RingReader(ring);
            for (int i = 0; i < 4 * SLOTS; i++) {
                append(ring, i);
            }
            assertThat(ring.slots()).isEqualTo(8 * SLOTS);
            assertThat(reader.pending()).isEqualTo(4 * SLOTS);
            for (int i = 0; i < 4 * SLOTS; i++) {
                assertThat(ring.length(reader.next())).isEqualTo(length(i));
                assertThat(ring.arrivedNs(reader.next())).isEqualTo(i);
                reader.advance(1);
            }
        }
    }

    @Test
    void staysSmallWhileTheStreamIsSlow() {
        try (var ring = new Ring(SLOTS, 8 * SLOTS)) {
            for (int i = 0; i < 4 * SLOTS; i++) {
                ring.append(ByteBuffer.allocateDirect(188), 0, 188, i * 100_000_000L);
            }
            assertThat(ring.slots()).isEqualTo(SLOTS);
        }
    }

    @Test
    void beginsWithThePacketToCome() {
        try (var ring = new Ring(SLOTS)) {
            append(ring, 1);
            var reader = new RingReader(ring);
            assertThat(reader.pending()).isZero();
            append(ring, 2);
            assertThat(ring.arrivedNs(reader.next())).isEqualTo(2);
        }
    }

    @Test
    void countsWhatIsSkipped() {
        try (var ring = new Ring(SLOTS)) {
            var reader = new RingReader(ring);
            append(ring, 1);
            append(ring, 2);
            reader.skip();
            assertThat(reader.pending()).isZero();
            assertThat(reader.dropped()).isEqualTo(2);
        }
    }

    @Test
    void refusesASizeThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new Ring(100)).hasMessage("slots must be a power of two: 100 to 100");
    }
}
