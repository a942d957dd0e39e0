package dev.flotilla.mist.push;

import dev.flotilla.mist.media.Recorded;
import dev.flotilla.mist.media.TestMedia;
import dev.flotilla.mist.stream.LiveStream;
import java.io.IOException;

/** What a recording is taken from. */
interface Feed {
    /** Segments up to here are there. */
    long endMs(long nowMs);

    /** Segments from here on are there. */
    long firstMs(long nowMs);

    /** The clock at its media time 0, milliseconds since 1970. */
    long beganMs();

    /** Segments from the first to before the last. */
    byte[] media(String suffix, long from, long to) throws IOException;

    /** A stream that is sent, with its buffer. */
    record Live(LiveStream stream, TestMedia media) implements Feed {
        @Override
        public long endMs(long nowMs) {
            return stream.mediaMs(nowMs);
        }

        @Override
        public long firstMs(long nowMs) {
            return stream.firstMs(nowMs);
        }

        @Override
        public long beganMs() {
            return stream.beganMs();
        }

        @Override
        public byte[] media(String suffix, long from, long to) throws IOException {
            return media.inContainer(suffix, from, to);
        }
    }

    /** Files that are there whole; they are copied whole. */
    record File(Recorded recorded, TestMedia media, long beganMs) implements Feed {
        @Override
        public long endMs(long nowMs) {
            return recorded.durationMs();
        }

        @Override
        public long firstMs(long nowMs) {
            return 0;
        }

        @Override
        public byte[] media(String suffix, long from, long to) throws IOException {
            return media.inContainer(suffix, recorded.source());
        }
    }
}
