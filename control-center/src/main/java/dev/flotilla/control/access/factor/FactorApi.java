package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.Caller;
import dev.flotilla.control.access.Sessions;
import dev.flotilla.control.access.passkey.Passkeys;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** How the caller's own account is guarded, in the API. What weakens or widens it asks for a proof first. */
@GraphQLApi
@Audited
public class FactorApi {
    private final Caller caller;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Proof proof;
    private final SecondFactors factors;
    private final TotpCodes totp;
    private final RecoveryCodes recovery;
    private final Passkeys passkeys;
    private final FactorPolicy policy;

    FactorApi(
            Caller caller,
            Accounts accounts,
            Sessions sessions,
            Proof proof,
            SecondFactors factors,
            TotpCodes totp,
            RecoveryCodes recovery,
            Passkeys passkeys,
            FactorPolicy policy) {
        this.caller = caller;
        this.accounts = accounts;
        this.sessions = sessions;
        this.proof = proof;
        this.factors = factors;
        this.totp = totp;
        this.recovery = recovery;
        this.passkeys = passkeys;
        this.policy = policy;
    }

    /** A code of the app that is being set up. */
    @Input("ConfirmTotpInput")
    public record ConfirmTotp(@NonNull String code) {
        /** Leaves it out. */
        @Override
        public String toString() {
            return "ConfirmTotp";
        }
    }

    @Query
    public @NonNull AccountSecurity accountSecurity() {
        return of(own());
    }

    /** Says what an authenticator app needs. It counts once {@code confirmTotp} has seen a code of it. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull TotpOffer beginTotp(Proof.@NonNull Given proof) {
        Account account = this.proof.check(proof);
        if (totp.isOn(account)) {
            throw new Refused(new Conflict("An app makes codes for you already: remove it before."));
        }
        return TotpOffer.of(account.login(), totp.begin(account));
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull FactorAdded confirmTotp(@NonNull ConfirmTotp input) {
        Account account = own();
        if (!totp.confirm(account, input.code().replaceAll("\\s", ""))) {
            throw new Refused(InvalidInput.of("code", "is not what the app shows now: look at it again"));
        }
        return added(account);
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull AccountSecurity removeTotp(Proof.@NonNull Given proof) {
        Account account = this.proof.check(proof);
        totp.remove(account);
        factors.forgetCodesAfterTheLast(account);
        return of(account);
    }

    /** Ten new codes in place of those before, shown once. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull FactorAdded renewRecoveryCodes(Proof.@NonNull Given proof) {
        Account account = this.proof.check(proof);
        if (factors.of(account).isEmpty()) {
            throw new Refused(new Conflict("Recovery codes stand in for a second factor: set one up before."));
        }
        return new FactorAdded(recovery.renew(account), of(account));
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull PasskeyOffer beginPasskey(Proof.@NonNull Given proof) {
        return PasskeyOffer.of(passkeys.offerRegistration(this.proof.check(proof)));
    }

    /** What a passkey has to sign in order to be a proof. */
    @Mutation
    public @NonNull PasskeyOffer beginPasskeyProof() {
        return PasskeyOffer.of(passkeys.offerProof(own()));
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull FactorAdded addPasskey(PasskeyInput.@NonNull Add input) {
        Account account = own();
        passkeys.register(account, input.name(), input.credential());
        return added(account);
    }

    @Mutation
    public @NonNull AccountSecurity renamePasskey(PasskeyInput.@NonNull Rename input) {
        Account account = own();
        passkeys.rename(account, input.id(), input.name());
        return of(account);
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull AccountSecurity removePasskey(PasskeyInput.@NonNull Remove input) {
        passkeys.find(own(), input.id());
        Account account = proof.check(input.proof());
        passkeys.remove(account, input.id());
        factors.forgetCodesAfterTheLast(account);
        return of(account);
    }

    private FactorAdded added(Account account) {
        sessions.forgetRecent();
        return new FactorAdded(factors.codesForTheFirst(account), of(account));
    }

    private Account own() {
        return accounts.get(caller.tenant(), caller.person());
    }

    private AccountSecurity of(Account account) {
        return new AccountSecurity(
                totp.isOn(account),
                recovery.left(account),
                passkeys.all(account),
                passkeys.address(),
                policy.isDemanded(account.tenant()));
    }
}
