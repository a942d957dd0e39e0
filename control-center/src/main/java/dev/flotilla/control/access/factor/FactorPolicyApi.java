package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.Caller;
import dev.flotilla.control.access.Sessions;
import dev.flotilla.control.access.audit.AuditLog;
import dev.flotilla.control.access.mail.Letter;
import dev.flotilla.control.access.member.Members;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.Tenants;
import jakarta.enterprise.event.Event;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;

/** Who needs a second factor, and the way back for who has lost theirs, in the API. */
@GraphQLApi
@Audited
public class FactorPolicyApi {
    private final Caller caller;
    private final FactorPolicy policy;
    private final SecondFactors factors;
    private final Accounts accounts;
    private final Members members;
    private final Sessions sessions;
    private final Tenants tenants;
    private final AuditLog audit;
    private final Event<Letter> letters;

    FactorPolicyApi(
            Caller caller,
            FactorPolicy policy,
            SecondFactors factors,
            Accounts accounts,
            Members members,
            Sessions sessions,
            Tenants tenants,
            AuditLog audit,
            Event<Letter> letters) {
        this.caller = caller;
        this.policy = policy;
        this.factors = factors;
        this.accounts = accounts;
        this.members = members;
        this.sessions = sessions;
        this.tenants = tenants;
        this.audit = audit;
        this.letters = letters;
    }

    /** Whether everybody of the tenant needs one. */
    @Input("DemandSecondFactorInput")
    public record DemandSecondFactor(boolean demanded) {}

    /** Whose factors go. */
    @Input("ResetSecondFactorInput")
    public record ResetSecondFactor(@NonNull String login) {}

    /** Demands a second factor of everybody, or ceases to. Who has none is led to set one up, and may do nothing else before. */
    @Mutation
    public @NonNull Tenant demandSecondFactor(@NonNull DemandSecondFactor input) {
        policy.demand(caller.tenant(), input.demanded());
        return tenants.get(caller.tenant());
    }

    /** Takes the second factors of somebody away who has lost them, and ends their sessions; a letter tells them. */
    @Mutation
    public @NonNull ResetDone resetMemberSecondFactor(@Id @NonNull String id) {
        return reset(members.administered(caller.actor(), id));
    }

    /** The same for the platform's operator, to whomever the login belongs. Both tenants' audit logs say so. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull ResetDone resetSecondFactor(@NonNull ResetSecondFactor input) {
        Account account =
                accounts.withLogin(input.login()).orElseThrow(() -> new Refused(NotFound.of("account", input.login())));
        ResetDone done = reset(account);
        if (!account.tenant().equals(caller.tenant())) {
            audit.addOfNobody(
                    account.tenant(),
                    "platform operator",
                    AuditLog.Deed.done("resetSecondFactor", account.id().value()));
        }
        return done;
    }

    /** Of others: ones own go with a proof, so that a stolen session takes none away. */
    private ResetDone reset(Account account) {
        if (account.id().equals(caller.user())) {
            throw new Refused(new Conflict("Remove your own second factors one by one, with one of them as proof."));
        }
        factors.removeAll(account);
        sessions.endAll(account);
        letters.fire(new Letter(account.login(), "Your second factor was reset", """
            The second factors of %s on Flotilla were removed by an administrator, and all of your sessions were ended.

            Sign in with your password and set up a new one. If you did not ask for this, tell your organisation now.
            """.formatted(account.login())));
        return new ResetDone(account.id().value(), account.login());
    }
}
