package dev.flotilla.edge.foghorn.recent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers at most so many things; what nobody asked for the longest goes first, and nothing is remembered beyond its life.
 * For any thread; never holds its lock for longer than a function that it is given takes.
 */
public final class Recent<K, V> {
    private final long lifeNs;
    private final LongSupplier nowNs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Entry<V>> entries;

    private record Entry<V>(V value, long sinceNs) {}

    /**
     * @param life how long a thing is remembered after it was put here; {@link Long#MAX_VALUE} nanoseconds for ever
     * @param nowNs a clock that never goes back ({@link System#nanoTime})
     */
    public Recent(int most, Duration life, LongSupplier nowNs) {
        this.lifeNs = life.toNanos();
        this.nowNs = nowNs;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Recent.Entry<V>> eldest) {
                return size() > most;
            }
        };
    }

    public @Nullable V get(K key) {
        lock.lock();
        try {
            return valid(key);
        } finally {
            lock.unlock();
        }
    }

    /** What is remembered, or else what the function makes of the key, which is then remembered. */
    public V getOrMake(K key, Function<? super K, ? extends V> make) {
        lock.lock();
        try {
            V known = valid(key);
            if (known == null) {
                known = make.apply(key);
                entries.put(key, new Entry<>(known, nowNs.getAsLong()));
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    public void put(K key, V value) {
        lock.lock();
        try {
            entries.put(key, new Entry<>(value, nowNs.getAsLong()));
        } finally {
            lock.unlock();
        }
    }

    public void remove(K key) {
        lock.lock();
        try {
            entries.remove(key);
        } finally {
            lock.unlock();
        }
    }

    public void removeIf(BiPredicate<? super K, ? super V> unwanted) {
        lock.lock();
        try {
            entries.entrySet().removeIf(entry -> unwanted.test(entry.getKey(), entry.getValue().value));
        } finally {
            lock.unlock();
        }
    }

    /** All that is remembered now. */
    public List<V> values() {
        lock.lock();
        try {
            return entries.values().stream()
                    .filter(entry -> nowNs.getAsLong() - entry.sinceNs <= lifeNs)
                    .map(Entry::value)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable V valid(K key) {
        Entry<V> known = entries.get(key);
        if (known == null) {
            return null;
        }
        if (nowNs.getAsLong() - known.sinceNs > lifeNs) {
            entries.remove(key);
            return null;
        }
        return known.value;
    }
}
