package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import java.util.Optional;

/** A person who signs in with a password that we keep as a hash. */
public record Account(
        UserId id,
        TenantId tenant,
        String login,
        String displayName,
        Role role,
        String passwordHash,
        boolean mustChangePassword) {
    /** Whoever has signed in to it. */
    public Actor actor() {
        return new Actor(id, tenant, role, login, Optional.empty());
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return "Account[%s %s]".formatted(id, role);
    }
}
