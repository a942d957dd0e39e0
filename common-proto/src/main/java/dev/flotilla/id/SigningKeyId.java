package dev.flotilla.id;

/** A key that signs playback tokens, as a token's "kid" names it. */
public record SigningKeyId(String value) {
    private static final IdFormat FORMAT = new IdFormat("signing key", "kid", 8);

    /** @throws IllegalArgumentException naming the value when it is not "kid_" and 16 lower-case hexadecimal digits */
    public SigningKeyId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static SigningKeyId random() {
        return new SigningKeyId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
