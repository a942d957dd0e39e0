package dev.flotilla.control.access;

import dev.flotilla.control.database.Sql;
import io.smallrye.graphql.api.DefaultNonNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

/**
 * One of the caller's sessions, as they see it.
 *
 * @param isCurrent whether it is the one that asks
 * @param isConsole whether it is a browser, and not a program with a token
 * @param lastSeenAt when it was last renewed
 * @param userAgent as the browser or program named itself
 */
@DefaultNonNull
@Name("SignedInSession")
public record SignedInSession(
        @Id String id,
        @Name("isCurrent") boolean isCurrent,
        @Name("isConsole") boolean isConsole,
        SignedInBy signedInBy,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Optional<String> address,
        Optional<String> userAgent) {
    static SignedInSession read(ResultSet row, String current) throws SQLException {
        return new SignedInSession(
                row.getString("id"),
                row.getString("id").equals(current),
                row.getBoolean("is_console"),
                SignedInBy.valueOf(row.getString("signed_in_by")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "last_seen_at"),
                Sql.instant(row, "expires_at"),
                Optional.ofNullable(row.getString("address")),
                Optional.ofNullable(row.getString("user_agent")));
    }
}
