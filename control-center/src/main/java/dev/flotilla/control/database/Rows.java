package dev.flotilla.control.database;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.function.IntSupplier;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table, through Panache, within {@link Tenancy}. A row is written when it is added and afterwards changed by
 * {@link #step steps} alone, never by a late flush of what was read earlier: so two replicas cannot both win, and what a
 * statement of {@link Sql} changed cannot be overwritten.
 *
 * @param <E> the entity, which does not leave its feature: records do
 */
public interface Rows<E> extends PanacheRepositoryBase<E, String> {
    /** Inserts the row now. Throws {@link Duplicate} when a unique value of it is taken. */
    default void add(E row) {
        guard(() -> {
            persistAndFlush(row);
            return 1;
        });
    }

    /**
     * Changes rows by one statement, whose count is the answer. Throws {@link Duplicate} when a unique value is taken.
     *
     * @param query as of {@link #update(String, Object...)}
     */
    default int step(String query, @Nullable Object... parameters) {
        return guard(() -> update(query, parameters));
    }

    /** Reads from the database again what was read before in this transaction. */
    default void forget() {
        getEntityManager().clear();
    }

    private int guard(IntSupplier statement) {
        try {
            int touched = statement.getAsInt();
            forget();
            return touched;
        } catch (ConstraintViolationException e) {
            throw Duplicate.isCauseOf(e) ? new Duplicate(e) : e;
        }
    }
}
