package dev.flotilla.id;

/** The public name of an invite to a cluster; it opens nothing. */
public record InviteId(String value) {
    private static final IdFormat FORMAT = new IdFormat("invite", "invite", 8);

    /** @throws IllegalArgumentException naming the value when it is not "invite_" and 16 lower-case hexadecimal digits */
    public InviteId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static InviteId random() {
        return new InviteId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
