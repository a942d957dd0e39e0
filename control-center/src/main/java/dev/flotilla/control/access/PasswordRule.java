package dev.flotilla.control.access;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;

/** What a password must be; the login may not be it. */
public final class PasswordRule {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private PasswordRule() {}

    /** The password itself, or {@link Refused} that names the field and never the value. */
    public static String check(String field, String password, String login) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new Refused(InvalidInput.of(field, "must have %d to %d characters".formatted(SHORTEST, LONGEST)));
        }
        if (password.equalsIgnoreCase(login)) {
            throw new Refused(InvalidInput.of(field, "must differ from the login"));
        }
        return password;
    }
}
