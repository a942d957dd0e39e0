package dev.flotilla.control.graphql.allowance;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;

/** What allowances need of whoever knows the callers. */
public interface Payer {
    /** On whose account the caller asks; empty for nobody. */
    Optional<Account> accountOf(SecurityIdentity caller);
}
