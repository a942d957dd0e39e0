package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One sign-in of a user, as it stands in the database now. A token names its session and is worth nothing after that ended.
 *
 * @param id 128 random bits, hexadecimal
 */
record Session(String id, UserId user, TenantId tenant, Role role, String login, Instant expiresAt) {
    /** Where the checked session hangs on the security identity. */
    static final String ATTRIBUTE = "flotilla.session";

    Actor actor() {
        return new Actor(user, tenant, role, login, Optional.empty());
    }
}
