package dev.flotilla.id;

/** A group of nodes that work for one region or purpose. */
public record ClusterId(String value) {
    private static final IdFormat FORMAT = new IdFormat("cluster", "cluster", 8);

    /** @throws IllegalArgumentException naming the value when it is not "cluster_" and 16 lower-case hexadecimal digits */
    public ClusterId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static ClusterId random() {
        return new ClusterId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
