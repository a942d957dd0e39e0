package dev.flotilla.control.access;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What signing in needs of second factors: whether something stands yet between the right password and a session. */
public interface SecondStep {
    /** Where somebody goes in. */
    enum Door {
        CONSOLE,
        PROGRAM
    }

    /** A second factor of the account. */
    enum Factor {
        TOTP,
        RECOVERY_CODE,
        PASSKEY
    }

    /**
     * What has to be shown yet.
     *
     * @param challenge stands for the password that was right, for a few minutes and for this one sign-in
     * @param factors any one of them will do
     * @param passkeyOptions what the browser asks the authenticator (WebAuthn 5.5); null without a passkey
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Demand(
            String challenge,
            List<Factor> factors,
            @Nullable Map<String, Object> passkeyOptions) {
        /** Leaves the challenge out. */
        @Override
        public String toString() {
            return "Demand" + factors;
        }
    }

    /** Empty when the password is enough. */
    Optional<Demand> demandOf(Account account, Door door);
}
