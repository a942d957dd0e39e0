package dev.flotilla.edge.media.remux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TsEntryTest {
    private static final int MAP = 0x100;
    private static final int VIDEO = 0x101;
    private static final int AUDIO = 0x102;
    private static final int H264 = 0x1b;
    private static final int AAC = 0x0f;

    private final List<byte[]> stream = new ArrayList<>();

    @Test
    void beginsWithTheTablesAndTheFirstPictureThatStandsAlone() throws Exception {
        add(VIDEO, start(0, 0, 1, 0xe0));
        add(0, start(0, 0));
        add(MAP, map(H264, VIDEO, AAC, AUDIO));
        add(VIDEO, start(0, 0, 1, 0xe0, 0, 0, 0, 1, 0x41));
        add(AUDIO, start(0, 0, 1, 0xc0));
        add(VIDEO, start(0, 0, 1, 0xe0, 0, 0, 0, 1, 0x67));
        add(AUDIO, start(0, 0, 1, 0xc0));
        assertThat(pids()).containsExactly(0, MAP, VIDEO, AUDIO);
    }

    @Test
    void believesTheRandomAccessIndicator() throws Exception {
        add(0, start(0, 0));
        add(MAP, map(H264, VIDEO, AAC, AUDIO));
        add(VIDEO, start(0, 0, 1, 0xe0, 0, 0, 0, 1, 0x41));
        byte[] flagged = start(0, 0, 1, 0xe0);
        System.arraycopy(new byte[] {0x30, 1, 0x40}, 0, flagged, 3, 3);
        add(VIDEO, flagged);
        assertThat(pids()).containsExactly(0, MAP, VIDEO);
    }

    @Test
    void beginsAtOnceWithoutPictures() throws Exception {
        add(AUDIO, start(0, 0, 1, 0xc0));
        add(0, start(0, 0));
        add(MAP, map(AAC, AUDIO));
        add(AUDIO, start(0, 0, 1, 0xc0));
        assertThat(pids()).containsExactly(0, MAP, AUDIO);
    }

    @Test
    void findsItsWayThroughBytesThatAreNoPackets() throws Exception {
        stream.add(new byte[] {1, 2, 3});
        add(0, start(0, 0));
        add(MAP, map(AAC, AUDIO));
        add(AUDIO, start(0, 0, 1, 0xc0));
        assertThat(pids()).containsExactly(0, MAP, AUDIO);
    }

    private void add(int pid, byte[] packet) {
        packet[0] = 0x47;
        packet[1] |= (byte) (pid >> 8);
        packet[2] = (byte) pid;
        stream.add(packet);
    }

    /** A packet in which something begins, with that payload. */
    private static byte[] start(int... payload) {
        byte[] packet = new byte[188];
        packet[1] = 0x40;
        packet[3] = 0x10;
        for (int i = 0; i < payload.length; i++) {
            packet[4 + i] = (byte) payload[i];
        }
        return packet;
    }

    /** A program map table with those pairs of type and PID. */
    private static byte[] map(int... streams) {
        int[] table = new int[13 + streams.length / 2 * 5];
        table[1] = 2;
        table[3] = table.length;
        for (int i = 0; i < streams.length; i += 2) {
            int at = 13 + i / 2 * 5;
            table[at] = streams[i];
            table[at + 1] = streams[i + 1] >> 8;
            table[at + 2] = streams[i + 1] & 0xff;
        }
        return start(table);
    }

    private List<Integer> pids() throws Exception {
        int total = stream.stream().mapToInt(part -> part.length).sum();
        var all = ByteBuffer.allocate(total);
        stream.forEach(all::put);
        all.flip();
        var entry = new TsEntry(target -> {
            if (!all.hasRemaining()) {
                return -1;
            }
            int length = Math.min(Math.min(100, all.remaining()), target.remaining());
            target.put(all.slice(all.position(), length));
            all.position(all.position() + length);
            return length;
        });
        var out = ByteBuffer.allocate(total + 1_000);
        while (entry.read(out) >= 0) {}
        List<Integer> pids = new ArrayList<>();
        for (int at = 0; at < out.position(); at += 188) {
            pids.add(TsView.pid(out, at));
        }
        return pids;
    }
}
