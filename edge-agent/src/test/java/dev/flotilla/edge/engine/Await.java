package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits in tests until something is so. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Await() {}

    /** Waits until the fact is true, and fails with its words when it does not become so. */
    public static void until(String fact, Callable<Boolean> isSo) throws Exception {
        long endNs = System.nanoTime() + DEADLINE.toNanos();
        while (!isSo.call()) {
            assertThat(System.nanoTime()).as("within " + DEADLINE + ": " + fact).isLessThan(endNs);
            Thread.sleep(10);
        }
    }
}
