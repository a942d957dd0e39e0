package dev.flotilla.edge.engine;

import java.nio.ByteBuffer;

/**
 * A television programme as transport-stream packets: tables ten times per second, pictures of 40 ms with time stamps, clock
 * references every 20 ms, a random access point per group of pictures. Seven packets are 2 ms. Picture packets end with the
 * programme's tag and their number.
 */
public final class Programme {
    public static final int PACKET = 188;
    public static final int DATAGRAM = 7 * PACKET;

    /** The time that a datagram holds. */
    public static final long DATAGRAM_MS = 2;

    private static final int TABLES_EVERY = 50;
    private static final int CLOCK_EVERY = 10;
    private static final int PICTURE_EVERY = 20;
    private static final int TRAILER = PACKET - 9;

    private final int tag;
    private final int mapPid;
    private final int picturePid;
    private final int picturesPerGroup;
    private final int[] counters = new int[8_192];
    private long datagrams;
    private long numbers;

    /** What this programme leaves out or does wrong from now on; a test sets it. */
    public volatile boolean hasTables = true;

    public volatile boolean hasClock = true;
    public volatile boolean hasPictures = true;
    public volatile boolean hasTimeStamps = true;
    public volatile long clockOffset;

    public Programme(int tag, int mapPid, int picturePid, int picturesPerGroup) {
        this.tag = tag;
        this.mapPid = mapPid;
        this.picturePid = picturePid;
        this.picturesPerGroup = picturesPerGroup;
    }

    public int picturePid() {
        return picturePid;
    }

    /** The next 2 ms. */
    public byte[] datagram() {
        var bytes = ByteBuffer.allocate(DATAGRAM);
        int at = 0;
        if (hasTables && datagrams % TABLES_EVERY == 0) {
            table(bytes, at, 0, association());
            table(bytes, at + PACKET, mapPid, map());
            at += 2 * PACKET;
        }
        boolean isPicture = datagrams % PICTURE_EVERY == 0;
        boolean isFirst = true;
        for (; at < DATAGRAM; at += PACKET) {
            if (hasPictures) {
                picture(bytes, at, isFirst && isPicture, isFirst && datagrams % CLOCK_EVERY == 0);
            } else {
                bytes.put(at, (byte) 0x47)
                        .put(at + 1, (byte) 0x1f)
                        .put(at + 2, (byte) 0xff)
                        .put(at + 3, (byte) 0x10);
            }
            isFirst = false;
        }
        datagrams++;
        return bytes.array();
    }

    private void picture(ByteBuffer bytes, int at, boolean isStart, boolean wantsClock) {
        boolean isEntry = isStart && datagrams / PICTURE_EVERY % picturesPerGroup == 0;
        boolean isClock = wantsClock && hasClock;
        boolean hasAdaptation = isEntry || isClock;
        header(bytes, at, picturePid, isStart, hasAdaptation);
        int payload = at + 4;
        if (hasAdaptation) {
            bytes.put(at + 4, (byte) 7).put(at + 5, (byte) ((isEntry ? 0x40 : 0) | (isClock ? 0x10 : 0)));
            clock(bytes, at + 6);
            payload += 8;
        }
        if (isStart) {
            bytes.putInt(payload, 0x000001e0).put(payload + 6, (byte) 0x80);
            bytes.put(payload + 7, (byte) (hasTimeStamps ? 0x80 : 0)).put(payload + 8, (byte) 5);
        }
        bytes.put(at + TRAILER, (byte) tag).putLong(at + TRAILER + 1, numbers++);
    }

    private void clock(ByteBuffer bytes, int at) {
        long base = (datagrams * DATAGRAM_MS * 90 + clockOffset) & 0x1_ffff_ffffL;
        bytes.putInt(at, (int) (base >> 1)).putShort(at + 4, (short) ((base & 1) << 15 | 0x7e00));
    }

    private void header(ByteBuffer bytes, int at, int pid, boolean isStart, boolean hasAdaptation) {
        int counter = counters[pid]++ & 0x0f;
        bytes.put(at, (byte) 0x47)
                .put(at + 1, (byte) ((isStart ? 0x40 : 0) | pid >> 8))
                .put(at + 2, (byte) pid)
                .put(at + 3, (byte) ((hasAdaptation ? 0x30 : 0x10) | counter));
    }

    private void table(ByteBuffer bytes, int at, int pid, byte[] section) {
        header(bytes, at, pid, true, false);
        bytes.put(at + 4, (byte) 0).put(at + 5, section);
        for (int i = at + 5 + section.length; i < at + PACKET; i++) {
            bytes.put(i, (byte) 0xff);
        }
    }

    private byte[] association() {
        return section(0x00, 1, (byte) 0, (byte) 1, (byte) (0xe0 | mapPid >> 8), (byte) mapPid);
    }

    private byte[] map() {
        byte high = (byte) (0xe0 | picturePid >> 8);
        byte low = (byte) picturePid;
        byte none = (byte) 0xf0;
        return section(0x02, 1, high, low, none, (byte) 0, (byte) 0x1b, high, low, none, (byte) 0);
    }

    private static byte[] section(int table, int number, byte... content) {
        int length = 5 + content.length + 4;
        var bytes = ByteBuffer.allocate(3 + length);
        bytes.put((byte) table).putShort((short) (0xb000 | length)).putShort((short) number);
        bytes.put((byte) 0xc1).put((byte) 0).put((byte) 0).put(content);
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        return bytes.array();
    }

    private static int checksum(byte[] bytes, int length) {
        int rest = -1;
        for (int i = 0; i < length * 8; i++) {
            boolean bit = (bytes[i / 8] >> (7 - i % 8) & 1) != 0;
            rest = rest << 1 ^ (rest < 0 ^ bit ? 0x04c11db7 : 0);
        }
        return rest;
    }

    public static int pid(byte[] bytes, int at) {
        return (bytes[at + 1] & 0x1f) << 8 | (bytes[at + 2] & 0xff);
    }

    /** The tag of a picture packet. */
    public static int tag(byte[] bytes, int at) {
        return bytes[at + TRAILER];
    }

    /** The number of a picture packet. */
    public static long number(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getLong(at + TRAILER + 1);
    }

    public static boolean isDiscontinuous(byte[] bytes, int at) {
        return (bytes[at + 3] & 0x20) != 0 && bytes[at + 4] != 0 && (bytes[at + 5] & 0x80) != 0;
    }

    public static boolean isRandomAccess(byte[] bytes, int at) {
        return (bytes[at + 3] & 0x20) != 0 && bytes[at + 4] != 0 && (bytes[at + 5] & 0x40) != 0;
    }

    public static boolean hasClock(byte[] bytes, int at) {
        return (bytes[at + 3] & 0x20) != 0 && bytes[at + 4] != 0 && (bytes[at + 5] & 0x10) != 0;
    }
}
