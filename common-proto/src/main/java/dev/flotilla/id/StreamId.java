package dev.flotilla.id;

/** A stream of a tenant: what is published with a key and watched by a playback id. */
public record StreamId(String value) {
    private static final IdFormat FORMAT = new IdFormat("stream", "str", 16);

    /** @throws IllegalArgumentException naming the value when it is not "str_" and 32 lower-case hexadecimal digits */
    public StreamId {
        FORMAT.check(value);
    }

    /** A new id from 128 random bits. */
    public static StreamId random() {
        return new StreamId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
