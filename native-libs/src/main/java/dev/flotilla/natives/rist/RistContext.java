package dev.flotilla.natives.rist;

import dev.flotilla.natives.handle.Handle;
import dev.flotilla.natives.handle.Handles;
import dev.flotilla.natives.memory.OffHeap;

/** The library's side of one receiver or sender, with the callbacks that it may make until it is destroyed. */
final class RistContext implements AutoCloseable {
    private static final int STATISTICS_INTERVAL_MS = 500;
    private static final long DEFAULT_LOGGING = 0;

    private final long address;
    private final Handle handle;
    private final RistLedger ledger = new RistLedger();
    private final RistDoor door;

    private RistContext(long address, RistProfile profile, String what) {
        this.address = address;
        this.door = new RistDoor(profile);
        this.handle = Handles.open(this, what);
    }

    static RistContext receiver(RistProfile profile) throws RistException {
        Rist.load();
        try (var pointer = OffHeap.allocate(Long.BYTES)) {
            RistException.check(
                    LibRist.rist_receiver_create(pointer.address(), profile.number, DEFAULT_LOGGING),
                    "open a RIST receiver");
            var context = new RistContext(pointer.bytes().getLong(0), profile, "RIST receiver");
            LibRist.rist_auth_handler_set(context.address, context.door, 0, 0);
            return context.counted();
        }
    }

    static RistContext sender(RistProfile profile) throws RistException {
        Rist.load();
        try (var pointer = OffHeap.allocate(Long.BYTES)) {
            RistException.check(
                    LibRist.rist_sender_create(pointer.address(), profile.number, 0, DEFAULT_LOGGING),
                    "open a RIST sender");
            return new RistContext(pointer.bytes().getLong(0), profile, "RIST sender").counted();
        }
    }

    private RistContext counted() {
        LibRist.rist_stats_callback_set(address, STATISTICS_INTERVAL_MS, ledger, 0);
        return this;
    }

    void start() throws RistException {
        RistException.check(LibRist.rist_start(address), "start RIST");
    }

    long address() {
        return address;
    }

    RistStatistics statistics() {
        return ledger.latest();
    }

    /** Who came last; empty while nobody came, and for a sender. */
    String peer() {
        return door.latest();
    }

    /** Ends the library's threads for it, which takes some 10 ms. May be called again. */
    @Override
    public void close() {
        if (handle.release()) {
            LibRist.rist_destroy(address);
        }
    }
}
