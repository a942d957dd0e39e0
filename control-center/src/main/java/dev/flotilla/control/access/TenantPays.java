package dev.flotilla.control.access;

import dev.flotilla.control.graphql.allowance.Account;
import dev.flotilla.control.graphql.allowance.Payer;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** All people and programs of a tenant share its allowance. */
@ApplicationScoped
class TenantPays implements Payer {
    @Override
    public Optional<Account> accountOf(SecurityIdentity caller) {
        return Optional.ofNullable(caller.<Actor>getAttribute(Actor.ATTRIBUTE))
                .map(actor -> new Account(actor.tenant().value(), actor.toString()));
    }
}
