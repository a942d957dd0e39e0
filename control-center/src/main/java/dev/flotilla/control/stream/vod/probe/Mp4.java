package dev.flotilla.control.stream.vod.probe;

import dev.flotilla.control.stream.vod.probe.Media.Bytes;
import dev.flotilla.control.stream.vod.probe.Media.Unusable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ISO base media files (ISO/IEC 14496-12): MP4 and QuickTime. */
final class Mp4 {
    private static final int MOST_BOXES = 1000;
    private static final long LARGEST_MOOV = 16 << 20;
    private static final Map<String, String> CODECS = Map.ofEntries(
            Map.entry("avc1", "h264"),
            Map.entry("avc3", "h264"),
            Map.entry("hvc1", "hevc"),
            Map.entry("hev1", "hevc"),
            Map.entry("av01", "av1"),
            Map.entry("vp08", "vp8"),
            Map.entry("vp09", "vp9"),
            Map.entry("mp4v", "mpeg4"),
            Map.entry("mp4a", "aac"),
            Map.entry("Opus", "opus"),
            Map.entry("fLaC", "flac"),
            Map.entry("ac-3", "ac3"),
            Map.entry("ec-3", "eac3"),
            Map.entry(".mp3", "mp3"));

    private Mp4() {}

    static boolean isOne(byte[] start) {
        return start.length > 8 && List.of("ftyp", "moov", "styp").contains(name(start, 4));
    }

    static Media read(Bytes file, long size) throws Unusable {
        long at = 0;
        for (int i = 0; i < MOST_BOXES && at < size; i++) {
            byte[] header = file.read(at, 16);
            ByteBuffer box = ByteBuffer.wrap(header);
            long length = Integer.toUnsignedLong(box.getInt());
            String name = name(header, 4);
            length = length == 1 ? box.getLong(8) : length == 0 ? size - at : length;
            if (length < 8 || length > size - at) {
                throw new Unusable(
                        "The file ends before its box '%s' does: it is not whole.".formatted(printable(name)));
            }
            if (name.equals("moov")) {
                if (length > LARGEST_MOOV) {
                    throw new Unusable("The file's index (moov) is larger than 16 MB.");
                }
                return of(children(
                        ByteBuffer.wrap(file.read(at, (int) length)).position(8).slice()));
            }
            at += length;
        }
        throw new Unusable("The file has no index (moov): its recording was not ended.");
    }

    private record Box(String name, ByteBuffer body) {}

    private static Media of(List<Box> moov) {
        ByteBuffer mvhd = first(moov, "mvhd").orElseThrow(IndexOutOfBoundsException::new);
        boolean isLong = mvhd.get(0) == 1;
        long scale = Integer.toUnsignedLong(mvhd.getInt(isLong ? 20 : 12));
        long duration = isLong ? mvhd.getLong(24) : Integer.toUnsignedLong(mvhd.getInt(16));
        // A fragmented file says it elsewhere.
        Optional<ByteBuffer> mehd = first(moov, "mvex").flatMap(mvex -> first(children(mvex), "mehd"));
        if (duration == 0 && mehd.isPresent()) {
            ByteBuffer box = mehd.get();
            duration = box.get(0) == 1 ? box.getLong(4) : Integer.toUnsignedLong(box.getInt(4));
        }
        boolean isKnown = scale > 0 && duration > 0 && duration != 0xffff_ffffL;
        var video = new ArrayList<String>();
        var audio = new ArrayList<String>();
        int width = 0;
        int height = 0;
        for (Box box : moov) {
            if (!box.name.equals("trak")) {
                continue;
            }
            List<Box> track = children(box.body);
            List<Box> media = children(first(track, "mdia").orElseThrow(IndexOutOfBoundsException::new));
            String kind = first(media, "hdlr").map(handler -> name(handler, 8)).orElse("");
            String codec = codec(media);
            if (kind.equals("vide")) {
                video.add(codec);
                ByteBuffer tkhd = first(track, "tkhd").orElseThrow(IndexOutOfBoundsException::new);
                if (video.size() == 1) {
                    width = tkhd.getInt(tkhd.limit() - 8) >>> 16;
                    height = tkhd.getInt(tkhd.limit() - 4) >>> 16;
                }
            } else if (kind.equals("soun")) {
                audio.add(codec);
            }
        }
        video.addAll(audio);
        return new Media("mp4", video, isKnown ? Math.multiplyExact(duration, 1000L) / scale : 0, width, height);
    }

    private static String codec(List<Box> media) {
        return first(media, "minf")
                .flatMap(minf -> first(children(minf), "stbl"))
                .flatMap(stbl -> first(children(stbl), "stsd"))
                .filter(stsd -> stsd.limit() >= 16)
                .map(stsd -> name(stsd, 12))
                .map(code -> CODECS.getOrDefault(code, printable(code)))
                .orElseThrow(IndexOutOfBoundsException::new);
    }

    private static Optional<ByteBuffer> first(List<Box> boxes, String name) {
        return boxes.stream()
                .filter(box -> box.name.equals(name))
                .map(Box::body)
                .findFirst();
    }

    private static List<Box> children(ByteBuffer body) {
        var boxes = new ArrayList<Box>();
        int at = 0;
        while (at + 8 <= body.limit() && boxes.size() < MOST_BOXES) {
            long length = Integer.toUnsignedLong(body.getInt(at));
            if (length < 8 || at + length > body.limit()) {
                break;
            }
            boxes.add(new Box(name(body, at + 4), body.slice(at + 8, (int) length - 8)));
            at += (int) length;
        }
        return boxes;
    }

    private static String name(ByteBuffer buffer, int at) {
        byte[] bytes = new byte[4];
        buffer.get(at, bytes);
        return name(bytes, 0);
    }

    private static String name(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    private static String printable(String code) {
        return code.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
