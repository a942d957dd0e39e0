package dev.flotilla.tour.time;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits for something that comes about elsewhere, and says what was missing when it does not. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Await() {}

    /** Something that is looked for again and again. */
    @FunctionalInterface
    public interface Look<T> {
        Optional<T> look() throws IOException;
    }

    /**
     * What was found.
     *
     * @throws IOException "not within 60 s: {@code what}", with the last failure as its cause
     */
    public static <T> T until(String what, Duration patience, Look<T> look) throws IOException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        IOException last = null;
        do {
            try {
                Optional<T> found = look.look();
                if (found.isPresent()) {
                    return found.get();
                }
                last = null;
            } catch (IOException e) {
                last = e;
            }
            pause(PAUSE);
        } while (System.nanoTime() < deadlineNs);
        String why = last == null ? "" : " (" + last.getMessage() + ")";
        throw new IOException("not within " + patience.toSeconds() + " s: " + what + why, last);
    }

    public static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
