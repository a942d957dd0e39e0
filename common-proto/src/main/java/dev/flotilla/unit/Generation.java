package dev.flotilla.unit;

/** The version of a desired state. It only grows; {@link #NONE} is older than any. */
public record Generation(long value) implements Comparable<Generation> {
    public static final Generation NONE = new Generation(0);

    public Generation {
        if (value < 0) {
            throw new IllegalArgumentException("generation must not be negative: " + value);
        }
    }

    public Generation next() {
        return new Generation(value + 1);
    }

    public boolean isOlderThan(Generation other) {
        return value < other.value;
    }

    @Override
    public int compareTo(Generation other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
