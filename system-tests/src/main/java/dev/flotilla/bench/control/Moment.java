package dev.flotilla.bench.control;

import java.io.IOException;

/** Waiting a moment. */
final class Moment {
    private Moment() {}

    static void ofMs(long ms) throws IOException {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
