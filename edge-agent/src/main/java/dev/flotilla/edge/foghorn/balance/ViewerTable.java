package dev.flotilla.edge.foghorn.balance;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of a fixed size that takes no lock. Each viewer has a few places where it may be; who finds them all taken
 * displaces one that is over, or one that watches already, but none that is still expected.
 */
final class ViewerTable {
    private static final int PLACES = 16;

    private final AtomicReferenceArray<@Nullable VirtualViewer> places;
    private final int mask;

    ViewerTable(int capacity) {
        int size = Integer.highestOneBit(Math.max(PLACES, capacity) * 2 - 1);
        places = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    /** An id that says where its viewer is. */
    long idAt(int index, long random) {
        return (random & ~mask) | index;
    }

    @Nullable
    VirtualViewer find(long id) {
        VirtualViewer viewer = places.get((int) id & mask);
        return viewer != null && viewer.number() == id ? viewer : null;
    }

    /** The one that is not over, if there is one; else one that is. */
    @Nullable
    VirtualViewer find(int slot, String stream, ClientAddress client) {
        int first = first(slot, stream, client);
        VirtualViewer over = null;
        for (int i = 0; i < PLACES; i++) {
            VirtualViewer viewer = places.get(first + i & mask);
            if (viewer != null && viewer.is(slot, stream, client)) {
                if (!viewer.state().isOver()) {
                    return viewer;
                }
                over = viewer;
            }
        }
        return over;
    }

    /** Makes a viewer at a place that is free, or can be freed; null when there is none. */
    @Nullable
    VirtualViewer add(IntFunction<VirtualViewer> maker, int slot, String stream, ClientAddress client) {
        int first = first(slot, stream, client);
        for (VirtualViewer.@Nullable State least : new VirtualViewer.State[] {
            null, VirtualViewer.State.ABANDONED, VirtualViewer.State.DISCONNECTED, VirtualViewer.State.ACTIVE
        }) {
            for (int i = 0; i < PLACES; i++) {
                int index = first + i & mask;
                VirtualViewer there = places.get(index);
                if ((there == null ? null : there.state()) == least) {
                    VirtualViewer viewer = maker.apply(index);
                    if (places.compareAndSet(index, there, viewer)) {
                        return viewer;
                    }
                }
            }
        }
        return null;
    }

    void removeIf(Predicate<VirtualViewer> isUnwanted) {
        for (int index = 0; index <= mask; index++) {
            VirtualViewer viewer = places.get(index);
            if (viewer != null && isUnwanted.test(viewer)) {
                places.compareAndSet(index, viewer, null);
            }
        }
    }

    private int first(int slot, String stream, ClientAddress client) {
        long hash = client.high() * 31 + client.low();
        hash = hash * 0x9E3779B97F4A7C15L + stream.hashCode();
        hash = (hash * 0x9E3779B97F4A7C15L + slot) * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32 ^ hash >>> 16) & mask;
    }
}
