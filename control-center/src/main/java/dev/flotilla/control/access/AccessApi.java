package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenants;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** The caller's own account in the API. */
@GraphQLApi
@Audited
public class AccessApi {
    private final Caller caller;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Passwords passwords;
    private final Tenants tenants;

    AccessApi(
            Caller caller, Accounts accounts, Sessions sessions, SignIn signIn, Passwords passwords, Tenants tenants) {
        this.caller = caller;
        this.accounts = accounts;
        this.sessions = sessions;
        this.signIn = signIn;
        this.passwords = passwords;
        this.tenants = tenants;
    }

    /** The old password and the new one. */
    @Input("ChangePasswordInput")
    public record ChangePassword(
            @NonNull String currentPassword, @NonNull String newPassword) {
        /** Leaves both out. */
        @Override
        public String toString() {
            return "ChangePassword";
        }
    }

    @Query
    public @NonNull Me me() {
        Account account = accounts.get(caller.tenant(), caller.user());
        return new Me(
                account.id().value(),
                account.login(),
                account.displayName(),
                account.role(),
                tenants.get(account.tenant()),
                account.mustChangePassword());
    }

    /** Sets the caller's password and ends their other sessions. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Me changePassword(@NonNull ChangePassword input) {
        PasswordRule.check("newPassword", input.newPassword(), caller.login());
        switch (signIn.tryPassword(caller.login(), input.currentPassword(), Origin.session(caller.user()))) {
            case SignIn.Outcome.Welcome(Account account) ->
                accounts.setPassword(account, passwords.hash(input.newPassword()));
            case SignIn.Outcome.Wrong _ ->
                throw new Refused(InvalidInput.of("currentPassword", "is not the present password"));
            case SignIn.Outcome.Wait wait ->
                throw new Refused(new Conflict("Too many wrong passwords: try again in %d seconds."
                        .formatted(Math.max(1, wait.atLeast().toSeconds()))));
        }
        sessions.endOthers(caller.session());
        return me();
    }
}
