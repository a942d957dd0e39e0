package dev.flotilla.edge.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Random transport streams that come by two lossy paths, against the stream that was sent. */
class ContentMergerTest {
    private static final int PACKET = 188;
    private static final long MS = 1_000_000;
    private static final int NULL = 0x1fff;
    private static final int TABLE = 0;
    private static final int PICTURES = 0x100;
    private static final int SOUND = 0x101;

    private static final class Datagram {
        private final int path;
        private final byte[] bytes;
        private final long atNs;

        Datagram(int path, byte[] bytes, long atNs) {
            this.path = path;
            this.bytes = bytes;
            this.atNs = atNs;
        }
    }

    @Test
    void losesNothingThatOnePathDelivers() {
        Seeded.check(ContentMergerTest::losesNothing);
    }

    /** Each path loses datagrams of its own, never a packet that the other one loses too, and cuts the stream its own way. */
    private static void losesNothing(RandomGenerator random) {
        byte[] stream = stream(random, random.nextInt(1_000, 3_000));
        long packetNs = random.nextLong(15_000, 300_000);
        long windowNs = 600 * MS;
        boolean[] isLostOnce = new boolean[stream.length / PACKET];
        var datagrams = new ArrayList<Datagram>();
        for (int path = 0; path < 2; path++) {
            long skewNs = random.nextLong(450 * MS);
            double loss = random.nextInt(4) == 0 ? 0 : random.nextDouble(0.05);
            carry(stream, path, skewNs, loss, packetNs, isLostOnce, random, datagrams);
        }
        byte[] out = merge(datagrams, windowNs);
        // Where both began, nobody knew yet that there was a stream.
        assertWhole(stream, out, (int) (460 * MS / packetNs + 20));
    }

    /** A path that was out for longer than the window finds its place again, and then makes up for the other's losses. */
    @Test
    void protectsAgainAfterAnOutage() {
        Seeded.check(random -> {
            byte[] stream = stream(random, 3_500);
            boolean[] isLostOnce = new boolean[stream.length / PACKET];
            var datagrams = new ArrayList<Datagram>();
            long packetNs = 300_000;
            // Until both are there again, this one is alone.
            for (int i = 0; i < 2_000; i++) {
                isLostOnce[i] = true;
            }
            carry(stream, 1, random.nextLong(150 * MS), 0.03, packetNs, isLostOnce, random, datagrams);
            var other = new ArrayList<Datagram>();
            carry(stream, 0, random.nextLong(150 * MS), 0, packetNs, isLostOnce, random, other);
            int packet = 0;
            for (Datagram datagram : other) {
                if (packet < 500 || packet > 1_500) {
                    datagrams.add(datagram);
                }
                packet += datagram.bytes.length / PACKET;
            }
            assertWhole(stream, merge(datagrams, 200 * MS), 520);
        });
    }

    private static void assertWhole(byte[] stream, byte[] out, int mostBefore) {
        for (int pid : new int[] {TABLE, PICTURES, SOUND}) {
            List<Integer> sent = numbers(stream, pid);
            List<Integer> came = numbers(out, pid);
            int before = sent.size() - came.size();
            assertThat(before).as("packets missing of PID " + pid).isBetween(0, mostBefore);
            assertThat(came).as("PID " + pid).isEqualTo(sent.subList(before, sent.size()));
        }
    }

    /** Which packets of a PID are there, in their order. Between PIDs a gap that is filled may change the order. */
    private static List<Integer> numbers(byte[] stream, int pid) {
        var numbers = new ArrayList<Integer>();
        var bytes = ByteBuffer.wrap(stream);
        for (int at = 0; at < stream.length; at += PACKET) {
            if ((bytes.getShort(at + 1) & 0x1fff) == pid) {
                numbers.add(bytes.get(at + 3) << 24 ^ bytes.getInt(at + 8));
            }
        }
        return numbers;
    }

    private static void carry(
            byte[] stream,
            int path,
            long skewNs,
            double loss,
            long packetNs,
            boolean[] isLostOnce,
            RandomGenerator random,
            List<Datagram> datagrams) {
        int most = random.nextInt(1, 8);
        int burst = 0;
        var ownLosses = new HashSet<Integer>();
        int packets = stream.length / PACKET;
        for (int first = 0; first < packets; ) {
            int count = Math.min(packets - first, random.nextInt(1, most + 1));
            if (burst == 0 && random.nextDouble() < loss) {
                burst = random.nextInt(1, 5);
            }
            // Both begin together: before that there is nothing to compare with.
            boolean canBeLost = burst > 0 && first > 200 && first < packets - 200;
            for (int i = Math.max(0, first - 30); i < Math.min(packets, first + count + 30); i++) {
                canBeLost &= !isLostOnce[i] || ownLosses.contains(i);
            }
            if (canBeLost) {
                burst--;
                for (int i = first; i < first + count; i++) {
                    isLostOnce[i] = true;
                    ownLosses.add(i);
                }
            } else {
                burst = 0;
                byte[] bytes = new byte[count * PACKET];
                System.arraycopy(stream, first * PACKET, bytes, 0, bytes.length);
                datagrams.add(new Datagram(path, bytes, skewNs + (first + count) * packetNs));
            }
            first += count;
        }
    }

    private static byte[] merge(List<Datagram> datagrams, long windowNs) {
        datagrams.sort(Comparator.comparingLong(datagram -> datagram.atNs));
        var out = new ByteArrayOutputStream();
        var sink = new MergedStream() {
            @Override
            public void accept(ByteBuffer bytes, int offset, int length, long nowNs) {
                byte[] copy = new byte[length];
                bytes.get(offset, copy);
                out.writeBytes(copy);
            }

            @Override
            public void restarted() {
                throw new AssertionError("nothing began anew");
            }
        };
        var buffer = ByteBuffer.allocateDirect(8 * PACKET).order(ByteOrder.nativeOrder());
        try (var merger = new ContentMerger(windowNs, sink)) {
            long nowNs = 0;
            for (Datagram datagram : datagrams) {
                nowNs = datagram.atNs;
                merger.advance(nowNs);
                buffer.put(0, datagram.bytes);
                merger.accept(datagram.path, buffer, 0, datagram.bytes.length, nowNs);
            }
            merger.advance(nowNs + windowNs);
            assertThat(merger.waiting()).isZero();
            assertThat(merger.counters().missing()).isZero();
        }
        return out.toByteArray();
    }

    /** Pictures, sound, tables that come again and again, null packets. */
    private static byte[] stream(RandomGenerator random, int packets) {
        var bytes = ByteBuffer.allocate(packets * PACKET);
        int[] counters = new int[NULL + 1];
        for (int i = 0; i < packets; i++) {
            int dice = random.nextInt(20);
            int pid = i % 50 == 0 ? TABLE : dice < 14 ? PICTURES : dice < 17 ? SOUND : NULL;
            int counter = pid == NULL ? 0 : counters[pid]++ & 0x0f;
            bytes.position(i * PACKET);
            bytes.put((byte) 0x47).put((byte) (pid >> 8)).put((byte) pid).put((byte) (0x10 | counter));
            if (pid == PICTURES || pid == SOUND) {
                bytes.putLong(random.nextLong());
            }
        }
        return bytes.array();
    }
}
