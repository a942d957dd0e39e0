package dev.flotilla.control.stream.vod.probe;

import dev.flotilla.control.stream.vod.probe.Media.Bytes;
import dev.flotilla.control.stream.vod.probe.Media.Unusable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;

/** Matroska and WebM (RFC 8794, RFC 9559). */
final class Matroska {
    private static final int LONGEST_HEADER = 4 << 20;
    private static final int MOST_ELEMENTS = 10_000;
    private static final int DEEPEST = 8;

    private static final int EBML = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549A966;
    private static final int SCALE = 0x2AD7B1;
    private static final int DURATION = 0x4489;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK = 0xAE;
    private static final int TYPE = 0x83;
    private static final int CODEC = 0x86;
    private static final int VIDEO = 0xE0;
    private static final int WIDTH = 0xB0;
    private static final int HEIGHT = 0xBA;
    private static final int CLUSTER = 0x1F43B675;

    private static final Map<String, String> CODECS = Map.ofEntries(
            Map.entry("V_MPEG4/ISO/AVC", "h264"),
            Map.entry("V_MPEGH/ISO/HEVC", "hevc"),
            Map.entry("V_AV1", "av1"),
            Map.entry("V_VP8", "vp8"),
            Map.entry("V_VP9", "vp9"),
            Map.entry("A_AAC", "aac"),
            Map.entry("A_OPUS", "opus"),
            Map.entry("A_VORBIS", "vorbis"),
            Map.entry("A_FLAC", "flac"),
            Map.entry("A_AC3", "ac3"),
            Map.entry("A_EAC3", "eac3"),
            Map.entry("A_MPEG/L3", "mp3"));

    private final ByteBuffer bytes;
    private final ArrayList<String> video = new ArrayList<>();
    private final ArrayList<String> audio = new ArrayList<>();
    private long scaleNs = 1_000_000;
    private double duration;
    private int width;
    private int height;
    private boolean hasTracks;
    private int elements;
    private int depth;
    /** Of the track that is being read. */
    private int type;

    private String codec = "";

    private Matroska(byte[] header) {
        bytes = ByteBuffer.wrap(header);
    }

    static boolean isOne(byte[] start) {
        return start.length > 4 && ByteBuffer.wrap(start).getInt() == EBML;
    }

    static Media read(Bytes file) throws Unusable {
        var read = new Matroska(file.read(0, LONGEST_HEADER));
        read.elements(0, read.bytes.limit());
        if (!read.hasTracks) {
            throw new Unusable("The file does not name its tracks within its first 4 MB.");
        }
        read.video.addAll(read.audio);
        long durationMs = (long) (read.duration * read.scaleNs / 1_000_000);
        return new Media("matroska", read.video, Math.max(0, durationMs), read.width, read.height);
    }

    /** @return false when media begins */
    private boolean elements(int from, int end) {
        int at = from;
        while (at < end && elements++ < MOST_ELEMENTS) {
            int idLength = Integer.numberOfLeadingZeros(bytes.get(at) & 0xff) - 23;
            int id = (int) number(at, idLength);
            at += idLength;
            int sizeLength = Integer.numberOfLeadingZeros(bytes.get(at) & 0xff) - 23;
            long raw = number(at, sizeLength);
            long mask = (1L << (7 * sizeLength)) - 1;
            at += sizeLength;
            boolean isOpen = (raw & mask) == mask;
            long size = isOpen ? end - at : raw & mask;
            if (id == CLUSTER) {
                return false;
            }
            int last = (int) Math.min(end, at + size);
            if (!element(id, at, last, at + size <= end)) {
                return false;
            }
            at = last;
        }
        return true;
    }

    private boolean element(int id, int from, int end, boolean isWhole) {
        switch (id) {
            case SEGMENT, INFO, VIDEO, TRACKS -> {
                hasTracks |= id == TRACKS && isWhole;
                return nested(from, end);
            }
            case TRACK -> track(from, end);
            case SCALE -> scaleNs = number(from, end - from);
            case DURATION -> duration = end - from == 4 ? bytes.getFloat(from) : bytes.getDouble(from);
            case WIDTH -> width = width == 0 ? (int) number(from, end - from) : width;
            case HEIGHT -> height = height == 0 ? (int) number(from, end - from) : height;
            case TYPE -> type = (int) number(from, end - from);
            case CODEC -> codec = new String(bytes.array(), from, end - from, StandardCharsets.ISO_8859_1);
            default -> {}
        }
        return true;
    }

    private boolean nested(int from, int end) {
        if (++depth > DEEPEST) {
            throw new IndexOutOfBoundsException(from);
        }
        boolean goesOn = elements(from, end);
        depth--;
        return goesOn;
    }

    private void track(int from, int end) {
        type = 0;
        codec = "";
        nested(from, end);
        String plain = codec.replace("\0", "");
        String name = CODECS.getOrDefault(
                plain.startsWith("A_AAC") ? "A_AAC" : plain, plain.replaceAll("[^\\x21-\\x7e]", "?"));
        if (type == 1) {
            video.add(name);
        } else if (type == 2) {
            audio.add(name);
        }
    }

    private long number(int at, int length) {
        if (length < 1 || length > 8) {
            throw new IndexOutOfBoundsException(length);
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (bytes.get(at + i) & 0xff);
        }
        return value;
    }
}
