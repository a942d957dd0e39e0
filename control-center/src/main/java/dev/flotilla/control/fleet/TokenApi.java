package dev.flotilla.control.fleet;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Clock;
import java.time.Duration;
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
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Bootstrap tokens in the API. */
@GraphQLApi
@Audited
public class TokenApi {
    /** What a new token needs. */
    @Input("CreateBootstrapTokenInput")
    public record CreateBootstrapToken(
            @Id @NonNull String clusterId,
            @Nullable String description,
            @DefaultValue("1") @Nullable Integer uses,
            @DefaultValue("24") @Nullable Integer lifeHours,
            @Nullable String expectedAddress) {
        IssuedTokens.Wish wishOf(String login) {
            return new IssuedTokens.Wish(
                    clusterId,
                    Objects.requireNonNullElse(description, "").strip(),
                    Objects.requireNonNullElse(uses, 1),
                    Duration.ofHours(Objects.requireNonNullElse(lifeHours, 24)),
                    Optional.ofNullable(expectedAddress),
                    login);
        }
    }

    /** The only answer that ever holds the token itself. */
    @DefaultNonNull
    @Name("CreatedBootstrapToken")
    public record Created(String token, String centerUrl, ShownToken bootstrapToken) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Created[" + bootstrapToken + "]";
        }
    }

    private final Caller caller;
    private final IssuedTokens tokens;
    private final Clusters clusters;
    private final CenterAddress address;
    private final Clock clock = Clock.systemUTC();

    TokenApi(Caller caller, IssuedTokens tokens, Clusters clusters, CenterAddress address) {
        this.caller = caller;
        this.tokens = tokens;
        this.clusters = clusters;
        this.address = address;
    }

    @Query
    public @NonNull BootstrapTokenConnection bootstrapTokens(@DefaultValue("50") int first, @Nullable String after) {
        var page = tokens.page(caller.tenant(), first, Optional.ofNullable(after));
        return BootstrapTokenConnection.of(
                page.map(token -> ShownToken.of(token, clock.instant())), tokens.count(caller.tenant()));
    }

    @Mutation
    public @NonNull Created createBootstrapToken(@NonNull CreateBootstrapToken input) {
        var created = tokens.create(caller.tenant(), input.wishOf(caller.login()));
        return new Created(created.secret().text(), address.url(), ShownToken.of(created.token(), clock.instant()));
    }

    @Mutation
    public @NonNull ShownToken revokeBootstrapToken(@Id @NonNull String id) {
        return ShownToken.of(tokens.revoke(caller.tenant(), id), clock.instant());
    }

    public @NonNull List<@NonNull Cluster> cluster(@Source List<ShownToken> shown) {
        return clusters.inOrder(
                caller.tenant(), shown.stream().map(ShownToken::inCluster).toList());
    }
}
