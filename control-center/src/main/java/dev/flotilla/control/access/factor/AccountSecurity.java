package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.passkey.Passkey;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * How the caller's account is guarded.
 *
 * @param hasTotp whether an app makes codes for it
 * @param passkeyAddress under which address the console must be open for passkeys to work
 * @param demandsSecondFactor whether the tenant demands a second factor of everybody
 */
@DefaultNonNull
public record AccountSecurity(
        boolean hasTotp,
        int recoveryCodesLeft,
        List<@NonNull Passkey> passkeys,
        String passkeyAddress,
        boolean demandsSecondFactor) {}
