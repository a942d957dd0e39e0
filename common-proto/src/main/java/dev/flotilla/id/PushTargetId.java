package dev.flotilla.id;

/** One place to which a stream is pushed on. */
public record PushTargetId(String value) {
    private static final IdFormat FORMAT = new IdFormat("push target", "pt", 8);

    /** @throws IllegalArgumentException naming the value when it is not "pt_" and 16 lower-case hexadecimal digits */
    public PushTargetId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static PushTargetId random() {
        return new PushTargetId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
