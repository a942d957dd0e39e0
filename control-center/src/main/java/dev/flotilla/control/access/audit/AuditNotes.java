package dev.flotilla.control.access.audit;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a mutation tells the audit log while it runs. */
public final class AuditNotes {
    private static final ScopedValue<AtomicReference<@Nullable Object>> BEFORE = ScopedValue.newInstance();

    private AuditNotes() {}

    /**
     * How the thing was before the change: a record as the API shows it, without secrets. The first word of a mutation counts;
     * outside of one nothing happens.
     */
    public static void before(Object state) {
        if (BEFORE.isBound()) {
            BEFORE.get().compareAndSet(null, state);
        }
    }

    /** Runs the mutation and keeps what it says. */
    static <T extends @Nullable Object> T collecting(AtomicReference<@Nullable Object> before, Supplier<T> mutation) {
        return ScopedValue.where(BEFORE, before).call(mutation::get);
    }
}
