package dev.flotilla.edge.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The cases of a test that mostly waits, all at the same time. */
final class SideBySide {
    private SideBySide() {}

    /** What is to be so in each case. */
    @FunctionalInterface
    interface Check<T> {
        void holdsFor(T each) throws Exception;
    }

    /** Checks all cases to their ends, and fails with the first one that failed. */
    static <T> void each(List<T> cases, Check<T> check) throws InterruptedException {
        try (var threads = Executors.newCachedThreadPool()) {
            List<Future<Void>> running = new ArrayList<>();
            for (T each : cases) {
                running.add(threads.submit(() -> {
                    check.holdsFor(each);
                    return null;
                }));
            }
            for (int i = 0; i < cases.size(); i++) {
                try {
                    running.get(i).get();
                } catch (ExecutionException e) {
                    throw new AssertionError("not so for " + cases.get(i), e.getCause());
                }
            }
        }
    }
}
