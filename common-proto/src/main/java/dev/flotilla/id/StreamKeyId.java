package dev.flotilla.id;

/** The public name of a stream key; it publishes nothing. */
public record StreamKeyId(String value) {
    private static final IdFormat FORMAT = new IdFormat("stream key", "key", 8);

    /** @throws IllegalArgumentException naming the value when it is not "key_" and 16 lower-case hexadecimal digits */
    public StreamKeyId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static StreamKeyId random() {
        return new StreamKeyId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
