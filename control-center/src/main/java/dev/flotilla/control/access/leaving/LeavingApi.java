package dev.flotilla.control.access.leaving;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.access.FreshSignIn;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.tenant.Notices;
import dev.flotilla.control.tenant.Tenant;
import jakarta.json.bind.annotation.JsonbProperty;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** The deletion of the caller's own tenant in the API. */
@GraphQLApi
@Audited
public class LeavingApi {
    private final Caller caller;
    private final FreshSignIn fresh;
    private final Notices notices;

    LeavingApi(Caller caller, FreshSignIn fresh, Notices notices) {
        this.caller = caller;
        this.fresh = fresh;
        this.notices = notices;
    }

    /** Whether streams are served until the end; and the password, without which a sign-in of the last minutes counts. */
    @Input("RequestTenantDeletionInput")
    public record Request(
            @JsonbProperty("isServed") @DefaultValue("true") @Nullable
            Boolean isServed,

            @Nullable String password) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Request[isServed=" + isServed + "]";
        }
    }

    /** Deletes the caller's tenant with all that is its own, when the installation's grace is over. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Tenant requestTenantDeletion(@NonNull Request input) {
        fresh.check(input.password());
        return notices.give(caller.tenant(), caller.login(), !Boolean.FALSE.equals(input.isServed()));
    }

    /** Takes the deletion back, while the grace lasts. */
    @Mutation
    public @NonNull Tenant cancelTenantDeletion() {
        return notices.takeBack(caller.tenant());
    }
}
