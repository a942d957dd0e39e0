package dev.flotilla.id;

/** A person who signs in. */
public record UserId(String value) {
    private static final IdFormat FORMAT = new IdFormat("user", "user", 8);

    /** @throws IllegalArgumentException naming the value when it is not "user_" and 16 lower-case hexadecimal digits */
    public UserId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static UserId random() {
        return new UserId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
