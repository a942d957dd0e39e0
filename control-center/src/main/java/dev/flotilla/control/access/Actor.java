package dev.flotilla.control.access;

import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Who acts in a request, as it stands in the database now: a person who has signed in, or a program with a token of theirs.
 *
 * @param token empty for a person
 */
public record Actor(UserId user, TenantId tenant, Role role, String login, Optional<Token> token) {
    /** Where the checked actor hangs on the security identity. */
    public static final String ATTRIBUTE = "flotilla.actor";

    /** The API token by which a program acts. */
    public record Token(String id, String name, Set<Scope> scopes) {
        public Token {
            scopes = Set.copyOf(scopes);
        }
    }

    /** Whether what the actor brought reaches as far as the operation; the role is another question. */
    boolean reaches(Permission permission) {
        return token.isEmpty() || token.get().scopes().stream().anyMatch(permission.scopes()::contains);
    }
}
