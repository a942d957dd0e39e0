package dev.flotilla.control.stream.vod.probe;

import dev.flotilla.control.stream.vod.probe.Media.Bytes;
import dev.flotilla.control.stream.vod.probe.Media.Unusable;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalLong;

/** MPEG transport streams (ISO/IEC 13818-1) of one program; the duration is that between its first clock and its last. */
final class TransportStream {
    private static final int PACKET = 188;
    private static final int LOOK = PACKET * 5000;
    private static final int SYNC = 0x47;
    private static final long CLOCK_WRAP = 1L << 33;
    private static final Map<Integer, String> VIDEO =
            Map.of(0x02, "mpeg2video", 0x10, "mpeg4", 0x1b, "h264", 0x24, "hevc");
    private static final Map<Integer, String> AUDIO =
            Map.of(0x03, "mp2", 0x04, "mp2", 0x0f, "aac", 0x11, "aac", 0x81, "ac3", 0x87, "eac3");

    private final byte[] start;
    private int tablePid = -1;
    private int clockPid = -1;
    private final ArrayList<String> video = new ArrayList<>();
    private final ArrayList<String> audio = new ArrayList<>();

    private TransportStream(byte[] start) {
        this.start = start;
    }

    static boolean isOne(byte[] start) {
        if (start.length < PACKET * 3) {
            return false;
        }
        for (int at = 0; at < Math.min(start.length, PACKET * 20); at += PACKET) {
            if (start[at] != SYNC) {
                return false;
            }
        }
        return true;
    }

    static Media read(Bytes file, long size) throws Unusable {
        var stream = new TransportStream(file.read(0, LOOK));
        stream.tables();
        if (stream.clockPid < 0) {
            throw new Unusable("The transport stream does not name its tracks within its first 5,000 packets.");
        }
        long tail = Math.max(0, (size - LOOK) / PACKET * PACKET);
        OptionalLong first = stream.clock(stream.start, true);
        OptionalLong last = stream.clock(file.read(tail, LOOK), false);
        long ticks = first.isPresent() && last.isPresent()
                ? Math.floorMod(last.getAsLong() - first.getAsLong(), CLOCK_WRAP)
                : 0;
        stream.video.addAll(stream.audio);
        return new Media("mpegts", stream.video, ticks / 90, 0, 0);
    }

    private void tables() {
        for (int at = 0; at + PACKET <= start.length && clockPid < 0; at += PACKET) {
            int pid = pid(start, at);
            boolean isStart = (start[at + 1] & 0x40) != 0;
            if (start[at] == SYNC && isStart && (pid == 0 || pid == tablePid)) {
                int payload = at + 4 + ((start[at + 3] & 0x20) != 0 ? 1 + (start[at + 4] & 0xff) : 0);
                int section = payload + 1 + (start[payload] & 0xff);
                int end = Math.min(at + PACKET, section + 3 + (number(section + 1) & 0xfff) - 4);
                if (pid == 0) {
                    programs(section + 8, end);
                } else {
                    tracks(section, end);
                }
            }
        }
    }

    private void programs(int from, int end) {
        for (int at = from; at + 4 <= end; at += 4) {
            if (number(at) != 0) {
                tablePid = number(at + 2) & 0x1fff;
                return;
            }
        }
    }

    private void tracks(int section, int end) {
        clockPid = number(section + 8) & 0x1fff;
        for (int at = section + 12 + (number(section + 10) & 0xfff);
                at + 5 <= end;
                at += 5 + (number(at + 3) & 0xfff)) {
            int type = start[at] & 0xff;
            if (VIDEO.containsKey(type)) {
                video.add(VIDEO.get(type));
            } else if (AUDIO.containsKey(type)) {
                audio.add(AUDIO.get(type));
            }
        }
    }

    /** The first or the last clock reference in those packets, in ticks of 90 kHz. */
    private OptionalLong clock(byte[] packets, boolean isFirst) {
        OptionalLong found = OptionalLong.empty();
        for (int at = 0; at + PACKET <= packets.length; at += PACKET) {
            boolean hasClock = packets[at] == SYNC
                    && pid(packets, at) == clockPid
                    && (packets[at + 3] & 0x20) != 0
                    && (packets[at + 4] & 0xff) > 6
                    && (packets[at + 5] & 0x10) != 0;
            if (hasClock) {
                long base = 0;
                for (int i = 6; i < 10; i++) {
                    base = base << 8 | (packets[at + i] & 0xff);
                }
                found = OptionalLong.of(base << 1 | (packets[at + 10] & 0x80) >> 7);
                if (isFirst) {
                    return found;
                }
            }
        }
        return found;
    }

    private int number(int at) {
        return (start[at] & 0xff) << 8 | (start[at + 1] & 0xff);
    }

    private static int pid(byte[] packets, int at) {
        return ((packets[at + 1] & 0x1f) << 8) | (packets[at + 2] & 0xff);
    }
}
