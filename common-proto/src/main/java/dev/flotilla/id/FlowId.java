package dev.flotilla.id;

/** A live stream's way through one node. */
public record FlowId(String value) {
    private static final IdFormat FORMAT = new IdFormat("flow", "flow", 8);

    /** @throws IllegalArgumentException naming the value when it is not "flow_" and 16 lower-case hexadecimal digits */
    public FlowId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static FlowId random() {
        return new FlowId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
