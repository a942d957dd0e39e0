package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One sign-in of a user, as it stands in the database now. A token names its session and is worth nothing after that ended.
 *
 * @param id 128 random bits, hexadecimal
 * @param mustEnrol whether the tenant demands a second factor that the user does not have yet
 */
record Session(String id, UserId user, TenantId tenant, Role role, String login, Instant expiresAt, boolean mustEnrol) {
    /** Where the checked session hangs on the security identity. */
    static final String ATTRIBUTE = "flotilla.session";

    Session until(Instant end) {
        return new Session(id, user, tenant, role, login, end, mustEnrol);
    }

    Actor actor() {
        return new Actor(user, tenant, role, login, Optional.empty());
    }
}
