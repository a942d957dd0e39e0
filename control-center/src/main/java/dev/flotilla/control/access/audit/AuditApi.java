package dev.flotilla.control.access.audit;

import dev.flotilla.control.access.Caller;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The audit log in the API. */
@GraphQLApi
public class AuditApi {
    private final Caller caller;
    private final AuditLog log;

    AuditApi(Caller caller, AuditLog log) {
        this.caller = caller;
        this.log = log;
    }

    /** Newest first. An actor is an id or a name; the time is from (including) to (excluding). */
    @Query
    public @NonNull AuditEntryConnection auditLog(
            @DefaultValue("50") int first,
            @Nullable String after,
            @Nullable String actor,
            @Nullable String operation,
            @Nullable String target,
            @Nullable Instant from,
            @Nullable Instant to) {
        return AuditEntryConnection.of(log.page(
                caller.tenant(),
                first,
                Optional.ofNullable(after),
                new AuditLog.Filter(actor, operation, target, from, to)));
    }
}
