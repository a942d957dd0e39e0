package dev.flotilla.edge.helmsman.trigger;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Does what a trigger asks for once, and gives each retry the same reply: also one that comes while the first is still worked
 * on. A reply that says "try again" is not kept. Bounded in time and number. For any thread.
 */
final class Once {
    private static final int MOST = 20_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final LongSupplier nowNs;
    private final Duration deadline;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Begun> begun = new LinkedHashMap<>();

    private record Begun(CompletableFuture<Reply> reply, long atNs) {}

    /** @param deadline how long a retry waits for what the first attempt still works on */
    Once(Duration deadline, LongSupplier nowNs) {
        this.deadline = deadline;
        this.nowNs = nowNs;
    }

    Reply reply(String uuid, Supplier<Reply> work) {
        CompletableFuture<Reply> mine = new CompletableFuture<>();
        return enter(uuid, mine).map(this::await).orElseGet(() -> carryOut(uuid, mine, work));
    }

    /** Answers what an earlier attempt works on; nothing when this is the first. */
    private Optional<CompletableFuture<Reply>> enter(String uuid, CompletableFuture<Reply> mine) {
        lock.lock();
        try {
            long now = nowNs.getAsLong();
            while (!begun.isEmpty()
                    && (begun.size() >= MOST
                            || now - begun.firstEntry().getValue().atNs() > KEPT.toNanos())) {
                begun.pollFirstEntry();
            }
            return Optional.ofNullable(begun.putIfAbsent(uuid, new Begun(mine, now)))
                    .map(Begun::reply);
        } finally {
            lock.unlock();
        }
    }

    private Reply carryOut(String uuid, CompletableFuture<Reply> mine, Supplier<Reply> work) {
        Reply reply = Reply.failed(500, "internal error");
        try {
            reply = work.get();
            return reply;
        } finally {
            if (!reply.isFinal()) {
                forget(uuid);
            }
            mine.complete(reply);
        }
    }

    private void forget(String uuid) {
        lock.lock();
        try {
            begun.remove(uuid);
        } finally {
            lock.unlock();
        }
    }

    private Reply await(CompletableFuture<Reply> first) {
        try {
            return first.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return Reply.later("the first attempt is still worked on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.later("interrupted");
        }
    }
}
