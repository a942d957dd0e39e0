package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.edge.foghorn.directory.Lookup.Found;
import dev.flotilla.edge.foghorn.directory.Lookup.Unavailable;
import dev.flotilla.edge.foghorn.directory.Lookup.Unknown;
import dev.flotilla.edge.foghorn.recent.Recent;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the control center said, by one kind of name. Fresh answers are given as they are, stale ones while it is asked again;
 * older ones wait for it, and count again where it does not answer. However many ask for a name, it is asked for once.
 */
final class LookupCache {
    private static final int MOST_CALLS = 1_000;
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Center center;
    private final CacheBounds bounds;
    private final LongSupplier nowNs;
    private final Recent<String, Known> known;
    private final Recent<String, Unknown> unknown;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    /** What was learnt before this is at best stale. */
    private volatile long suspectBeforeNs;

    /** Whether the control center answers. */
    interface Center {
        /** The last call came to nothing. */
        boolean isAway();
    }

    /** @param sinceNs when the control center said so */
    private record Known(Found found, long sinceNs) {}

    /**
     * A question under way.
     *
     * @param changesBefore how many changes had been told when it was asked: one that came later is not in its answer
     */
    private record Call(long changesBefore, CompletableFuture<Lookup> answer) {}

    /** @param isLastKnownGood whether an answer of any age counts while the control center is away */
    LookupCache(Center center, CacheBounds bounds, boolean isLastKnownGood, LongSupplier nowNs) {
        this.center = center;
        this.bounds = bounds;
        this.nowNs = nowNs;
        this.suspectBeforeNs = nowNs.getAsLong();
        this.known = new Recent<>(
                bounds.most(), isLastKnownGood ? FOR_EVER : bounds.fresh().plus(bounds.stale()), nowNs);
        this.unknown = new Recent<>(bounds.most(), bounds.unknown(), nowNs);
    }

    /** @param ask asks the control center; its stage never fails */
    CompletionStage<Lookup> get(String key, Supplier<? extends CompletionStage<Lookup>> ask) {
        Known entry = known.get(key);
        if (entry == null) {
            Unknown nothing = unknown.get(key);
            return nothing == null ? call(key, ask) : CompletableFuture.completedFuture(nothing);
        }
        if (isWithin(entry, bounds.fresh()) && entry.sinceNs - suspectBeforeNs >= 0) {
            return CompletableFuture.completedFuture(entry.found);
        }
        if (isWithin(entry, bounds.fresh().plus(bounds.stale())) || center.isAway()) {
            call(key, ask);
            return CompletableFuture.completedFuture(entry.found);
        }
        return call(key, ask);
    }

    /** Whether {@link #get} would answer at once, or wait for a call that is under way. */
    boolean remembers(String key) {
        return known.get(key) != null || unknown.get(key) != null || calls.containsKey(key);
    }

    /** How many changes were told: what was asked for before a change is overtaken by it. */
    long changes() {
        return changes.get();
    }

    /**
     * Keeps what was learnt by the way.
     *
     * @param changesBefore how many {@link #changes} there were when it was asked for
     */
    void learn(String key, StreamRecord stream, long changesBefore) {
        if (changes.get() == changesBefore) {
            learn(key, new Found(stream));
        } else if (known.get(key) == null) {
            restore(key, new Found(stream));
        }
    }

    private void learn(String key, Found found) {
        known.put(key, new Known(found, nowNs.getAsLong()));
        unknown.remove(key);
    }

    /** Keeps what was learnt long ago: it counts only while the control center is away. */
    void restore(String key, StreamRecord stream) {
        restore(key, new Found(stream));
    }

    private void restore(String key, Found found) {
        Duration tooOld = bounds.fresh().plus(bounds.stale()).plusNanos(1);
        known.put(key, new Known(found, nowNs.getAsLong() - tooOld.toNanos()));
    }

    /** Forgets streams that have changed, and that anything was unknown. */
    void forget(BiPredicate<String, StreamRecord> changed) {
        changes.incrementAndGet();
        known.removeIf((key, entry) -> changed.test(key, entry.found.stream()));
        unknown.removeIf((_, _) -> true);
    }

    /** Has everything asked for again when it is next needed, since changes may have been missed. */
    void suspectAll() {
        changes.incrementAndGet();
        suspectBeforeNs = nowNs.getAsLong();
        unknown.removeIf((_, _) -> true);
    }

    /** Whatever is remembered, of any age. */
    Optional<StreamRecord> remembered(String key) {
        return Optional.ofNullable(known.get(key)).map(entry -> entry.found.stream());
    }

    List<StreamRecord> streams() {
        return known.values().stream().map(entry -> entry.found.stream()).toList();
    }

    private boolean isWithin(Known entry, Duration age) {
        return nowNs.getAsLong() - entry.sinceNs <= age.toNanos();
    }

    private CompletionStage<Lookup> call(String key, Supplier<? extends CompletionStage<Lookup>> ask) {
        if (calls.size() >= MOST_CALLS) {
            return CompletableFuture.completedFuture(orLastKnown(key, new Unavailable("too many look-ups at once")));
        }
        Call mine = new Call(changes.get(), new CompletableFuture<>());
        Call running =
                calls.merge(key, mine, (before, next) -> before.changesBefore == next.changesBefore ? before : next);
        if (!running.equals(mine)) {
            return running.answer;
        }
        asked(ask).whenComplete((answer, failure) -> {
            Lookup result =
                    keep(key, answer == null ? new Unavailable(String.valueOf(failure)) : answer, mine.changesBefore);
            calls.remove(key, mine);
            mine.answer.complete(result);
        });
        return mine.answer;
    }

    /** Whatever happens, somebody waits for this call to end. */
    private static CompletionStage<Lookup> asked(Supplier<? extends CompletionStage<Lookup>> ask) {
        try {
            return ask.get();
        } catch (RuntimeException bug) {
            return CompletableFuture.completedFuture(new Unavailable("the question failed: " + bug));
        }
    }

    private Lookup keep(String key, Lookup answer, long changesBefore) {
        boolean isCurrent = changes.get() == changesBefore;
        switch (answer) {
            case Found found when isCurrent -> learn(key, found);
            case Found found -> {
                if (known.get(key) == null) {
                    restore(key, found);
                }
            }
            case Unknown nothing -> {
                known.remove(key);
                if (isCurrent) {
                    unknown.put(key, nothing);
                }
            }
            case Unavailable _ -> {}
        }
        return orLastKnown(key, answer);
    }

    private Lookup orLastKnown(String key, Lookup answer) {
        @Nullable Known entry = answer instanceof Unavailable ? known.get(key) : null;
        return entry == null ? answer : entry.found;
    }
}
