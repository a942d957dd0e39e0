package dev.flotilla.control.graphql;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, cut from one row more than was asked for: the surplus row tells that more follows.
 *
 * @param items at most as many as were asked for
 */
public record Page<T>(List<T> items, boolean hasNext) {
    private static final int LARGEST = 200;

    /** The size itself, and {@link Refused} when it is not 1 to 200. */
    public static int checkedSize(int first) {
        if (first < 1 || first > LARGEST) {
            throw new Refused(InvalidInput.of("first", first, "must be 1 to " + LARGEST));
        }
        return first;
    }

    /** Cuts what a query with {@code LIMIT first + 1} found. */
    public static <T> Page<T> cut(List<T> rows, int first) {
        boolean hasNext = rows.size() > first;
        return new Page<>(List.copyOf(hasNext ? rows.subList(0, first) : rows), hasNext);
    }

    public <R> Page<R> map(Function<? super T, R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), hasNext);
    }

    /** Of a page whose items were already made into edges. */
    public PageInfo info(Function<? super T, String> cursorOf) {
        return new PageInfo(hasNext, items.isEmpty() ? Optional.empty() : Optional.of(cursorOf.apply(items.getLast())));
    }
}
