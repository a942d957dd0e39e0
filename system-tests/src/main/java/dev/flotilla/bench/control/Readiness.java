package dev.flotilla.bench.control;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Which replicas say that they are ready; asked of each twice a second. */
final class Readiness implements AutoCloseable {
    private static final long EVERY_MS = 500;

    private final List<Replica> replicas;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("readiness").factory());
    private volatile List<Replica> ready = List.of();

    Readiness(List<Replica> replicas) {
        this.replicas = List.copyOf(replicas);
        look();
        var _ = thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    List<Replica> ready() {
        return ready;
    }

    private void look() {
        ready = replicas.stream().filter(Replica::isReady).toList();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
