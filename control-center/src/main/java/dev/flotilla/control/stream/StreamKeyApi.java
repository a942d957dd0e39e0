package dev.flotilla.control.stream;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import io.smallrye.graphql.api.DefaultNonNull;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Stream keys in the API. */
@GraphQLApi
@Audited
public class StreamKeyApi {
    /** The only answer that ever holds the key itself. */
    @DefaultNonNull
    @Name("CreatedStreamKey")
    public record Created(String secret, StreamKey streamKey) {
        static Created of(StreamKeys.Created created) {
            return new Created(created.secret().text(), created.key());
        }

        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Created[" + streamKey + "]";
        }
    }

    private final Caller caller;
    private final StreamKeys keys;

    StreamKeyApi(Caller caller, StreamKeys keys) {
        this.caller = caller;
        this.keys = keys;
    }

    @Mutation
    public @NonNull Created createStreamKey(@NonNull StreamInput.CreateKey input) {
        return Created.of(keys.create(caller.tenant(), input, caller.login()));
    }

    /** A new key in the place of that one, which counts no more. */
    @Mutation
    public @NonNull Created rotateStreamKey(@Id @NonNull String id) {
        return Created.of(keys.rotate(caller.tenant(), id, caller.login()));
    }

    @Mutation
    public @NonNull Deleted revokeStreamKey(@Id @NonNull String id) {
        keys.revoke(caller.tenant(), id);
        return new Deleted(id);
    }
}
