package dev.flotilla.control.access.passkey;

import dev.flotilla.control.database.Sql;
import io.smallrye.graphql.api.DefaultNonNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

/**
 * A passkey of the caller's account.
 *
 * @param isBackedUp whether its owner's other devices have it, too
 */
@DefaultNonNull
public record Passkey(
        @Id String id,
        String name,
        @Name("isBackedUp") boolean isBackedUp,
        Instant createdAt,
        Optional<Instant> lastUsedAt) {
    static Passkey read(ResultSet row) throws SQLException {
        return new Passkey(
                row.getString("id"),
                row.getString("name"),
                row.getBoolean("is_backed_up"),
                Sql.instant(row, "created_at"),
                Optional.ofNullable(Sql.instantOrNull(row, "last_used_at")));
    }
}
