package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.Challenges;
import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.control.access.SecondStep;
import dev.flotilla.control.access.passkey.Passkeys;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The step of signing in between the password and the session: a challenge says whose password was right, and is good once. */
@ApplicationScoped
class FactorStep implements SecondStep {
    /** How long a person may look for their telephone. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String PURPOSE = "second factor";

    /** Whose password was right, and where they go in. */
    record Entering(Account account, Door door) {}

    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Accounts accounts;

    FactorStep(SecondFactors factors, Passkeys passkeys, Challenges challenges, Accounts accounts) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.accounts = accounts;
    }

    @Override
    public Optional<Demand> demandOf(Account account, Door door) {
        List<Factor> needed = factors.of(account);
        return needed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Demand(
                        challenges.issue(PURPOSE, written(accounts.get(account.tenant(), account.id()), door)),
                        needed,
                        needed.contains(Factor.PASSKEY) ? passkeys.offerProof(account) : null));
    }

    /** Who it stands for, unless their password was changed since, or it is too old. */
    Optional<Entering> open(String challenge) {
        return challenges.open(PURPOSE, challenge, PATIENCE).flatMap(content -> {
            String[] parts = content.split(" ", 4);
            return accounts.find(new TenantId(parts[1]), parts[2])
                    .map(account -> new Entering(account, Door.valueOf(parts[0])))
                    .filter(entering ->
                            written(entering.account(), entering.door()).equals(content));
        });
    }

    /** Whether it was not used before; from now on it was. */
    boolean spend(String challenge) {
        return challenges.spend(PURPOSE, challenge, PATIENCE);
    }

    private static String written(Account account, Door door) {
        return String.join(
                " ",
                door.name(),
                account.tenant().value(),
                account.id().value(),
                new LinkSecret(account.passwordHash()).hash());
    }
}
