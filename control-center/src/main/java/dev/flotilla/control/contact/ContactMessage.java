package dev.flotilla.control.contact;

import dev.flotilla.control.access.EmailAddress;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import io.smallrye.graphql.api.DefaultNonNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/** What somebody wrote. */
@DefaultNonNull
public record ContactMessage(@Id String id, Instant at, String name, String email, String text) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_TEXT = 5_000;

    /** Of what was sent; {@link Refused} names the field that is not as it has to be. */
    static ContactMessage of(@Nullable String name, @Nullable String email, @Nullable String text, Instant at) {
        return new ContactMessage(
                "contact_"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()),
                at,
                line(name),
                EmailAddress.parse("email", given("email", email, LONGEST_EMAIL))
                        .value(),
                given("text", text, LONGEST_TEXT).replace('\0', '\uFFFD'));
    }

    static ContactMessage read(ResultSet row) throws SQLException {
        return new ContactMessage(
                row.getString("id"),
                Sql.instant(row, "at"),
                row.getString("name"),
                row.getString("email"),
                row.getString("text"));
    }

    private static String line(@Nullable String name) {
        String given = given("name", name, LONGEST_NAME);
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(InvalidInput.of("name", "must be of one line"));
        }
        return given;
    }

    private static String given(String field, @Nullable String value, int longest) {
        String given = value == null ? "" : value.strip();
        if (given.isEmpty() || given.length() > longest) {
            throw new Refused(InvalidInput.of(field, "must have 1 to " + longest + " characters"));
        }
        return given;
    }
}
