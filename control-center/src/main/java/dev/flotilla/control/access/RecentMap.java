package dev.flotilla.control.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A map that forgets the oldest entries beyond its size. For several threads. */
public final class RecentMap<K, V> {
    private final Map<K, V> entries;

    public RecentMap(int size) {
        this.entries = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > size;
            }
        };
    }

    public synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    public synchronized @Nullable V remove(K key) {
        return entries.remove(key);
    }

    /** Makes the entry the youngest. */
    public synchronized void put(K key, V value) {
        entries.remove(key);
        entries.put(key, value);
    }

    public synchronized void removeIf(Predicate<V> condition) {
        entries.values().removeIf(condition);
    }

    public synchronized void clear() {
        entries.clear();
    }
}
