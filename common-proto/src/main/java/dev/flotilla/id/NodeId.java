package dev.flotilla.id;

/** A machine that runs the edge agent. */
public record NodeId(String value) {
    private static final IdFormat FORMAT = new IdFormat("node", "node", 8);

    /** @throws IllegalArgumentException naming the value when it is not "node_" and 16 lower-case hexadecimal digits */
    public NodeId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static NodeId random() {
        return new NodeId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
