package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import java.util.List;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Where the caller is signed in, in the API. */
@GraphQLApi
@Audited
public class SessionApi {
    private final Caller caller;
    private final Sessions sessions;

    SessionApi(Caller caller, Sessions sessions) {
        this.caller = caller;
        this.sessions = sessions;
    }

    /** The hundred that were seen last, of the caller alone. */
    @Query
    public @NonNull List<@NonNull SignedInSession> sessions() {
        return sessions.all(caller.session());
    }

    @Mutation
    public @NonNull Deleted endSession(@Id @NonNull String id) {
        if (!sessions.end(caller.session(), id)) {
            throw new Refused(NotFound.of("session", id));
        }
        return new Deleted(id);
    }

    /** Ends all but the one at hand, whose id is answered. */
    @Mutation
    public @NonNull Deleted endOtherSessions() {
        sessions.endOthers(caller.session());
        return new Deleted(caller.session().id());
    }
}
