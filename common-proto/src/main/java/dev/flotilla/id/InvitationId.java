package dev.flotilla.id;

/** The public name of an invitation; it opens nothing. */
public record InvitationId(String value) {
    private static final IdFormat FORMAT = new IdFormat("invitation", "invitation", 8);

    /** @throws IllegalArgumentException naming the value when it is not "invitation_" and 16 lower-case hexadecimal digits */
    public InvitationId {
        FORMAT.check(value);
    }

    /** A new id from 64 random bits. */
    public static InvitationId random() {
        return new InvitationId(FORMAT.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
