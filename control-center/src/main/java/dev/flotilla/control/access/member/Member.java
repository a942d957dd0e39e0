package dev.flotilla.control.access.member;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Role;
import io.smallrye.graphql.api.DefaultNonNull;
import org.eclipse.microprofile.graphql.Id;

/** A person of the tenant. */
@DefaultNonNull
public record Member(@Id String id, String login, String displayName, Role role) {
    static Member of(Account account) {
        return new Member(account.id().value(), account.login(), account.displayName(), account.role());
    }
}
