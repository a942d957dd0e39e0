package dev.flotilla.control.stream;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Keys that sign playback tokens, in the API. */
@GraphQLApi
@Audited
public class SigningKeyApi {
    /** The only answer that ever holds the private key; null when the public one was brought. */
    @DefaultNonNull
    @Name("CreatedSigningKey")
    public record Created(Optional<String> privateKey, SigningKey signingKey) {
        /** Leaves the private key out. */
        @Override
        public String toString() {
            return "Created[" + signingKey + "]";
        }
    }

    private final Caller caller;
    private final SigningKeys keys;

    SigningKeyApi(Caller caller, SigningKeys keys) {
        this.caller = caller;
        this.keys = keys;
    }

    @Query
    public @NonNull List<@NonNull SigningKey> signingKeys() {
        return keys.all(caller.tenant());
    }

    /** Oldest first. */
    @Query
    public @NonNull SigningKeyConnection signingKeysConnection(@DefaultValue("50") int first, @Nullable String after) {
        var tenant = caller.tenant();
        return SigningKeyConnection.of(keys.page(tenant, first, Optional.ofNullable(after)), keys.count(tenant));
    }

    @Mutation
    public @NonNull Created createSigningKey(@NonNull StreamInput.CreateSigningKey input) {
        SigningKeys.Created created = keys.create(caller.tenant(), input, caller.login());
        return new Created(created.privateKey(), created.key());
    }

    @Mutation
    public @NonNull Deleted revokeSigningKey(@Id @NonNull String id) {
        keys.revoke(caller.tenant(), id);
        return new Deleted(id);
    }
}
