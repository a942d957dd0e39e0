package dev.flotilla.control.stream;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;

/** Push targets in the API. */
@GraphQLApi
@Audited
public class PushTargetApi {
    private final Caller caller;
    private final PushTargets targets;

    PushTargetApi(Caller caller, PushTargets targets) {
        this.caller = caller;
        this.targets = targets;
    }

    @Mutation
    public @NonNull PushTarget createPushTarget(@NonNull StreamInput.CreatePushTarget input) {
        return targets.create(caller.tenant(), input);
    }

    @Mutation
    public @NonNull PushTarget updatePushTarget(@NonNull StreamInput.UpdatePushTarget input) {
        return targets.update(caller.tenant(), input);
    }

    @Mutation
    public @NonNull Deleted deletePushTarget(@Id @NonNull String id) {
        targets.delete(caller.tenant(), id);
        return new Deleted(id);
    }
}
