package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Audited;
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
    private final OwnPassword ownPassword;
    private final Passwords passwords;
    private final Tenants tenants;

    AccessApi(
            Caller caller,
            Accounts accounts,
            Sessions sessions,
            OwnPassword ownPassword,
            Passwords passwords,
            Tenants tenants) {
        this.caller = caller;
        this.accounts = accounts;
        this.sessions = sessions;
        this.ownPassword = ownPassword;
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
                account.mustChangePassword(),
                caller.mustEnrol());
    }

    /** Sets the caller's password and ends their other sessions. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Me changePassword(@NonNull ChangePassword input) {
        PasswordRule.check("newPassword", input.newPassword(), caller.login());
        Account account = ownPassword.check("currentPassword", input.currentPassword());
        accounts.setPassword(account, passwords.hash(input.newPassword()));
        sessions.endOthers(caller.session());
        return me();
    }
}
