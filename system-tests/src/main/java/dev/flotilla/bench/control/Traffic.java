package dev.flotilla.bench.control;

import java.util.ArrayList;
import java.util.List;

/** Requests one after another, each kind on a thread of its own, until it is closed. */
final class Traffic implements AutoCloseable {
    private final Tally tally;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isStopping;

    Traffic(Tally tally) {
        this.tally = tally;
    }

    void send(String name, List<Tally.Request> requests, long pauseMs) {
        for (Tally.Request request : requests) {
            threads.add(Thread.ofPlatform().daemon().name(name).start(() -> keep(name, request, pauseMs)));
        }
    }

    private void keep(String name, Tally.Request request, long pauseMs) {
        try {
            while (!isStopping) {
                tally.count(name, request);
                Thread.sleep(pauseMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets each request that is under way have its answer. */
    @Override
    public void close() {
        isStopping = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
