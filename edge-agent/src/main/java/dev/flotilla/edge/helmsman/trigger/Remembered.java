package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Answers of Foghorns for as long as they said that they may be given again. Bounded; the oldest goes first. For any thread. */
final class Remembered {
    private static final int MOST = 50_000;

    private final Duration longestGrace;
    private final LongSupplier nowNs;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Known> known = new LinkedHashMap<>();

    private record Known(TriggerAnswer answer, long freshUntilNs, long graceUntilNs) {}

    /** @param longestGrace how long at most an answer counts while no Foghorn answers, whatever it says itself */
    Remembered(Duration longestGrace, LongSupplier nowNs) {
        this.longestGrace = longestGrace;
        this.nowNs = nowNs;
    }

    /** Takes the place of what was remembered; an answer that may not be given again leaves nothing. */
    void keep(String question, TriggerAnswer answer) {
        long now = nowNs.getAsLong();
        long freshNs =
                Duration.ofMillis(Integer.toUnsignedLong(answer.getFreshMs())).toNanos();
        long graceNs = Math.min(
                longestGrace.toNanos(),
                Duration.ofMillis(Integer.toUnsignedLong(answer.getGraceMs())).toNanos());
        lock.lock();
        try {
            known.remove(question);
            if (freshNs == 0 && graceNs == 0) {
                return;
            }
            known.put(question, new Known(answer, now + freshNs, now + graceNs));
            if (known.size() > MOST) {
                known.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The answer that may be given without asking. */
    Optional<TriggerAnswer> fresh(String question) {
        return known(question)
                .filter(answer -> answer.freshUntilNs() - nowNs.getAsLong() > 0)
                .map(Known::answer);
    }

    /** The answer that may be given because nobody can be asked. */
    Optional<TriggerAnswer> inGrace(String question) {
        return known(question)
                .filter(answer -> answer.graceUntilNs() - nowNs.getAsLong() > 0)
                .map(Known::answer);
    }

    /** Forgets what begins like this: it is to be asked anew. */
    void forget(String beginning) {
        lock.lock();
        try {
            known.keySet().removeIf(question -> question.startsWith(beginning));
        } finally {
            lock.unlock();
        }
    }

    private Optional<Known> known(String question) {
        lock.lock();
        try {
            return Optional.ofNullable(known.get(question));
        } finally {
            lock.unlock();
        }
    }
}
