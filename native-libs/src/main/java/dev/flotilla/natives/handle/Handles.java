package dev.flotilla.natives.handle;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything native that is open at the moment. An owner takes a handle when it opens something and releases it when it
 * closes it. A forgotten one is counted and logged once its owner is garbage, never freed behind the owner's back.
 */
public final class Handles {
    private static final System.Logger LOG = System.getLogger(Handles.class.getName());
    private static final Set<Handle> OPEN = ConcurrentHashMap.newKeySet();
    private static final AtomicLong FORGOTTEN = new AtomicLong();
    private static final Cleaner CLEANER = Cleaner.create();

    private Handles() {}

    /**
     * Notes that something was opened.
     *
     * @param owner who must close it; when it becomes garbage first, that is reported
     * @param what the thing in words, for example "UDP socket 17"
     */
    public static Handle open(Object owner, String what) {
        var handle = new Handle(what);
        OPEN.add(handle);
        CLEANER.register(owner, handle::ownerIsGarbage);
        return handle;
    }

    /** What is open, in words. */
    public static List<String> names() {
        return OPEN.stream().map(Handle::toString).sorted().toList();
    }

    /** How many handles are open. */
    public static int count() {
        return OPEN.size();
    }

    /** How many handles were forgotten by their owners since the process started. Zero in a program without bugs. */
    public static long forgotten() {
        return FORGOTTEN.get();
    }

    static void released(Handle handle) {
        OPEN.remove(handle);
    }

    static void forgotten(Handle handle) {
        if (OPEN.contains(handle)) {
            FORGOTTEN.incrementAndGet();
            LOG.log(Level.ERROR, "{0} was never closed", handle);
        }
    }
}
