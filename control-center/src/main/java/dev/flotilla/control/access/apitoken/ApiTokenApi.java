package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.access.Scope;
import dev.flotilla.control.graphql.Audited;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** API tokens in the API. */
@GraphQLApi
@Audited
public class ApiTokenApi {
    /** What a new token needs. */
    @Input("CreateApiTokenInput")
    public record CreateApiToken(
            @NonNull String name,
            @NonNull List<@NonNull Scope> scopes,
            @DefaultValue("90") @Nullable Integer lifeDays) {}

    /** The only answer that ever holds the token itself. */
    @DefaultNonNull
    @Name("CreatedApiToken")
    public record Created(String secret, ApiToken apiToken) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Created[" + apiToken + "]";
        }
    }

    private final Caller caller;
    private final ApiTokens tokens;

    ApiTokenApi(Caller caller, ApiTokens tokens) {
        this.caller = caller;
        this.tokens = tokens;
    }

    /** Newest first. */
    @Query
    public @NonNull ApiTokenConnection apiTokens(@DefaultValue("50") int first, @Nullable String after) {
        return ApiTokenConnection.of(
                tokens.page(caller.actor(), first, Optional.ofNullable(after)), tokens.count(caller.actor()));
    }

    /** A token that acts in the caller's name. */
    @Mutation
    public @NonNull Created createApiToken(@NonNull CreateApiToken input) {
        var created = tokens.create(
                caller.actor(),
                new ApiTokens.Wish(input.name(), input.scopes(), Objects.requireNonNullElse(input.lifeDays(), 90)));
        return new Created(created.secret().text(), created.token());
    }

    @Mutation
    public @NonNull ApiToken revokeApiToken(@Id @NonNull String id) {
        return tokens.revoke(caller.actor(), id);
    }
}
