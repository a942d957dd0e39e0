package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Answers of Foghorns for as long as they said that they may be given again: a publisher that came hours ago may come again in
 * the minutes after the last Foghorn was lost. Bounded; the oldest goes first. For any thread.
 */
final class Remembered {
    private static final int MOST = 50_000;

    private static final long NOT_ALONE = 0;

    private final Duration longestGrace;
    private final LongSupplier nowNs;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Known> known = new LinkedHashMap<>();

    /** Since when nobody decides anything. */
    private volatile long aloneSinceNs = NOT_ALONE;

    private record Known(TriggerAnswer answer, long freshUntilNs, long graceUntilNs) {}

    /** @param longestGrace how long answers count from when no Foghorn answers, if they say so themselves */
    Remembered(Duration longestGrace, LongSupplier nowNs) {
        this.longestGrace = longestGrace;
        this.nowNs = nowNs;
    }

    /** Takes the place of what was remembered; an answer that may not be given again leaves nothing. */
    void keep(String question, TriggerAnswer answer) {
        long now = nowNs.getAsLong();
        long freshNs =
                Duration.ofMillis(Integer.toUnsignedLong(answer.getFreshMs())).toNanos();
        long graceNs =
                Duration.ofMillis(Integer.toUnsignedLong(answer.getGraceMs())).toNanos();
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

    /** A Foghorn has answered. */
    void someoneDecided() {
        aloneSinceNs = NOT_ALONE;
    }

    /** No Foghorn has. */
    void nobodyDecided() {
        if (aloneSinceNs == NOT_ALONE) {
            long now = nowNs.getAsLong();
            aloneSinceNs = now == NOT_ALONE ? 1 : now;
        }
    }

    /** The answer that may be given because nobody can be asked. */
    Optional<TriggerAnswer> inGrace(String question) {
        long now = nowNs.getAsLong();
        long since = aloneSinceNs;
        if (since != NOT_ALONE && now - since >= longestGrace.toNanos()) {
            return Optional.empty();
        }
        return known(question).filter(answer -> answer.graceUntilNs() - now > 0).map(Known::answer);
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
