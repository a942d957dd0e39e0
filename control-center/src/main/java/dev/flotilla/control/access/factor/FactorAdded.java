package dev.flotilla.control.access.factor;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * A second factor that counts from now on.
 *
 * @param recoveryCodes shown once, with the first factor; empty with a further one
 */
@DefaultNonNull
public record FactorAdded(List<@NonNull String> recoveryCodes, AccountSecurity security) {
    /** Leaves the codes out. */
    @Override
    public String toString() {
        return "FactorAdded";
    }
}
