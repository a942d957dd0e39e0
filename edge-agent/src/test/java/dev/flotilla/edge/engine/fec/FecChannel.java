package dev.flotilla.edge.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The way of a random stream from the encoder to the decoder, over a channel that loses and reorders; against the set of packets
 * that can be had at all.
 */
final class FecChannel {
    private static final int SSRC = 0xfec;

    /** What travels: a media packet or a repair packet, and to which packets it belongs. */
    private static final class Sent {
        private final byte[] bytes;
        private final boolean isRepair;
        private final Set<Integer> packets;

        Sent(byte[] bytes, boolean isRepair, Set<Integer> packets) {
            this.bytes = bytes;
            this.isRepair = isRepair;
            this.packets = packets;
        }
    }

    private final RandomGenerator random;
    private final int columns;
    private final int rows;
    private final boolean hasRows;
    private final List<byte[]> media = new ArrayList<>();
    private final TreeMap<Integer, byte[]> received = new TreeMap<>();
    private final int firstSequence;
    private int repairedInVain;

    FecChannel(RandomGenerator random) {
        this.random = random;
        columns = random.nextInt(1, 21);
        rows = random.nextInt(4, 21);
        hasRows = columns >= 4 && random.nextBoolean();
        firstSequence = random.nextInt(1 << 16);
    }

    /** Sends, loses, receives, and compares. */
    void repairsAllThatCanBe() {
        List<Sent> sent = send(random.nextInt(1, 3) * columns * rows + random.nextInt(columns * rows));
        double loss = random.nextDouble(0.3);
        // The first packet tells the decoder where the stream begins.
        sent.removeIf(packet -> random.nextDouble() < loss && !packet.packets.equals(Set.of(0)));
        List<Sent> arriving = reorder(sent);
        try (var decoder = receive(arriving)) {
            Set<Integer> expected = repairable(arriving);
            assertThat(received.keySet()).isEqualTo(expected);
            received.forEach((number, bytes) -> assertThat(bytes).isEqualTo(media.get(number)));
            long repairs = arriving.stream().filter(packet -> packet.isRepair).count();
            assertThat(decoder.repairPackets()).isEqualTo(repairs);
            assertThat(decoder.malformed()).isZero();
            long came = arriving.stream().filter(packet -> !packet.isRepair).count();
            assertThat(decoder.recovered()).isEqualTo(expected.size() - came + repairedInVain);
        }
    }

    private List<Sent> send(int count) {
        var sent = new ArrayList<Sent>();
        int shortest = random.nextBoolean() ? 1_316 : random.nextInt(1, 1_316);
        var buffer = ByteBuffer.allocateDirect(2_000).order(ByteOrder.nativeOrder());
        int[] repairs = new int[2];
        try (var encoder =
                new FecEncoder(columns, rows, hasRows, random.nextInt(1 << 16), (isRow, bytes, at, length) -> {
                    Set<Integer> packets = isRow ? row(repairs[1]++) : column(repairs[0]++);
                    sent.add(new Sent(copy(bytes, at, length), true, packets));
                })) {
            for (int i = 0; i < count; i++) {
                int length = RtpHeader.FIXED_BYTES + random.nextInt(shortest, 1_317);
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                buffer.put(0, noise);
                RtpHeader.write(buffer, 0, 33, (firstSequence + i) & 0xffff, random.nextInt(), SSRC);
                media.add(copy(buffer, 0, length));
                sent.add(new Sent(media.get(i), false, Set.of(i)));
                encoder.protect(buffer, 0, length);
            }
        }
        assertThat(repairs[1]).isEqualTo(hasRows ? count / columns : 0);
        return sent;
    }

    /** The media packets of the i-th column of all blocks, or of the i-th row. */
    private Set<Integer> column(int i) {
        var packets = new HashSet<Integer>();
        for (int row = 0; row < rows; row++) {
            packets.add(i / columns * columns * rows + row * columns + i % columns);
        }
        return packets;
    }

    private Set<Integer> row(int i) {
        var packets = new HashSet<Integer>();
        for (int column = 0; column < columns; column++) {
            packets.add(i * columns + column);
        }
        return packets;
    }

    /** Some packets overtake others, but none the first. */
    private List<Sent> reorder(List<Sent> sent) {
        int reach = random.nextInt(20);
        var arriving = new ArrayList<>(sent);
        for (int i = 1; i < arriving.size(); i++) {
            int other = Math.min(arriving.size() - 1, i + random.nextInt(reach + 1));
            arriving.set(i, arriving.set(other, arriving.get(i)));
        }
        return arriving;
    }

    private FecDecoder receive(List<Sent> arriving) {
        var decoder = new FecDecoder((bytes, offset, length, nowNs) -> keep(copy(bytes, offset, length), true));
        var header = new RtpHeader();
        var buffer = ByteBuffer.allocateDirect(2_000).order(ByteOrder.nativeOrder());
        for (Sent packet : arriving) {
            byte[] bytes = packet.bytes;
            buffer.put(3, bytes);
            if (packet.isRepair) {
                decoder.repair(buffer, 3, bytes.length, 0);
            } else {
                keep(bytes, false);
                assertThat(header.read(buffer, 3, bytes.length)).isTrue();
                decoder.media(header, buffer, 3, bytes.length, 0);
            }
        }
        return decoder;
    }

    /** A packet may come after it has been repaired; it is never repaired after it came. */
    private void keep(byte[] packet, boolean isRepaired) {
        int number = (ByteBuffer.wrap(packet).getShort(2) - firstSequence) & 0xffff;
        byte[] before = received.put(number, packet);
        assertThat(isRepaired && before != null)
                .as("packet " + number + " was repaired though it had come")
                .isFalse();
        repairedInVain += before == null ? 0 : 1;
    }

    /** Peels: as long as some repair packet lacks just one media packet, that one is there. */
    private static Set<Integer> repairable(List<Sent> arriving) {
        var there = new HashSet<Integer>();
        arriving.stream().filter(packet -> !packet.isRepair).forEach(packet -> there.addAll(packet.packets));
        boolean isDone = false;
        while (!isDone) {
            isDone = true;
            for (Sent packet : arriving) {
                var missing = new HashSet<>(packet.packets);
                missing.removeAll(there);
                if (packet.isRepair && missing.size() == 1) {
                    there.addAll(missing);
                    isDone = false;
                }
            }
        }
        return there;
    }

    private static byte[] copy(ByteBuffer bytes, int offset, int length) {
        byte[] copy = new byte[length];
        bytes.get(offset, copy);
        return copy;
    }
}
