package dev.flotilla.control.access;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import java.util.Locale;
import java.util.regex.Pattern;

/** An address for letters, which is also a login; upper and lower case are one. */
public record EmailAddress(String value) {
    private static final int LONGEST = 254;
    private static final Pattern SHAPE = Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"\\p{Cntrl}]+");

    /** The address in lower case, or {@link Refused} that names the field and the value. */
    public static EmailAddress parse(String field, String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        if (address.length() > LONGEST || !SHAPE.matcher(address).matches()) {
            throw new Refused(InvalidInput.of(field, text, "must be an e-mail address"));
        }
        return new EmailAddress(address);
    }

    @Override
    public String toString() {
        return value;
    }
}
