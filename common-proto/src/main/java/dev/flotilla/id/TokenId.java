package dev.flotilla.id;

/** The public name of a bootstrap token; it opens nothing. */
public record TokenId(String value) {
    private static final IdFormat FORMAT = new IdFormat("bootstrap token", "token", 8);

    /** @throws IllegalArgumentException naming the value when it is not "token_" and 16 lower-case hexadecimal digits */
    public TokenId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static TokenId random() {
        return new TokenId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
