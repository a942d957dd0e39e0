package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import java.util.Optional;

/** A person who signs in with a password that we keep as a hash. */
record Account(
        UserId id,
        TenantId tenant,
        String login,
        String displayName,
        Role role,
        String passwordHash,
        boolean mustChangePassword) {
    /** Whoever has signed in to it. */
    Actor actor() {
        return new Actor(id, tenant, role, login, Optional.empty());
    }
}
