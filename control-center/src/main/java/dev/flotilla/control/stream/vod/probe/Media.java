package dev.flotilla.control.stream.vod.probe;

import java.nio.BufferUnderflowException;
import java.util.List;

/**
 * What a file holds.
 *
 * @param container "mp4", "matroska" or "mpegts"
 * @param codecs one for each video and audio track, video first ("h264", "aac"); a name of the container's own where it is not known
 * @param durationMs 0 when the file does not say
 * @param width of the first video track in pixels; 0 when there is none, or it is not known
 */
public record Media(String container, List<String> codecs, long durationMs, int width, int height) {
    private static final int MOST_TRACKS = 50;
    private static final int LONGEST_CODEC = 40;

    /** Of a file with very many tracks, or with names that are no names, only the beginning. */
    public Media {
        codecs = codecs.stream()
                .limit(MOST_TRACKS)
                .map(codec -> codec.substring(0, Math.min(codec.length(), LONGEST_CODEC)))
                .toList();
    }

    /** Those bytes of a file; fewer at its end. */
    public interface Bytes {
        byte[] read(long from, int most);
    }

    /** The file is not what it should be; the message is for people. */
    public static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }
    }

    /** Reads what it must of the file, at most some 20 MB. */
    public static Media of(Bytes file, long size) throws Unusable {
        byte[] start = file.read(0, 64 * 1024);
        try {
            Media media;
            if (Mp4.isOne(start)) {
                media = Mp4.read(file, size);
            } else if (Matroska.isOne(start)) {
                media = Matroska.read(file);
            } else if (TransportStream.isOne(start)) {
                media = TransportStream.read(file, size);
            } else {
                throw new Unusable("The file is neither MP4, Matroska, WebM nor an MPEG transport stream.");
            }
            if (media.codecs.isEmpty()) {
                throw new Unusable("The file has neither video nor audio.");
            }
            return media;
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | ArithmeticException
                | IllegalArgumentException e) {
            throw new Unusable("The file is damaged: its header ends too early or contradicts itself.");
        }
    }
}
