package dev.flotilla.control.stream.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A map of bounded size that forgets what was not asked for the longest. For several threads. */
final class RecentMap<K, V> {
    private final Map<K, V> entries;

    RecentMap(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    synchronized void removeIf(Predicate<Map.Entry<K, V>> isGone) {
        entries.entrySet().removeIf(isGone);
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized int size() {
        return entries.size();
    }
}
