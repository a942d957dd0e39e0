package dev.flotilla.control.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that forgets the oldest entries beyond its size. For several threads. */
final class RecentMap<K, V> {
    private final Map<K, V> entries;

    RecentMap(int size) {
        this.entries = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > size;
            }
        };
    }

    synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    synchronized @Nullable V remove(K key) {
        return entries.remove(key);
    }

    /** Makes the entry the youngest. */
    synchronized void put(K key, V value) {
        entries.remove(key);
        entries.put(key, value);
    }

    synchronized void clear() {
        entries.clear();
    }
}
