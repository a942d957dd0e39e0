package dev.flotilla.id;

/** The public name of an API token; it opens nothing. */
public record ApiTokenId(String value) {
    private static final IdFormat FORMAT = new IdFormat("API token", "apitoken", 8);

    /** @throws IllegalArgumentException naming the value when it is not "apitoken_" and 16 lower-case hexadecimal digits */
    public ApiTokenId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static ApiTokenId random() {
        return new ApiTokenId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
