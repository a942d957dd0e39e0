package dev.flotilla.edge.media;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Does something again and again, with pauses that grow while it fails and are short after it went well for a while. */
final class Attempts {
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final long WELL_NS = TimeUnit.SECONDS.toNanos(10);

    /** One attempt; it ends because something ended or failed. */
    interface Attempt {
        /** Answers why it ended, as a clause. */
        String run() throws IOException;
    }

    private final StatusReport status;

    Attempts(StatusReport status) {
        this.status = status;
    }

    /** Never returns; says why each attempt ended, after those words. */
    @SuppressWarnings("InfiniteLoopStatement")
    void repeat(String words, Attempt attempt) {
        long pauseMs = FIRST_PAUSE_MS;
        while (true) {
            long startNs = System.nanoTime();
            status.waiting(words + why(attempt));
            boolean wentWell = System.nanoTime() - startNs > WELL_NS;
            pauseMs = wentWell ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            pause(pauseMs);
        }
    }

    private static String why(Attempt attempt) {
        try {
            return attempt.run();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
