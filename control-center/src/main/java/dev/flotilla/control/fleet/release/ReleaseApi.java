package dev.flotilla.control.fleet.release;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.object.SignedAddress;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The catalogue of agent releases in the API. */
@GraphQLApi
@Audited
public class ReleaseApi {
    /** Where an archive goes by one HTTP PUT, with those headers, until then. */
    @DefaultNonNull
    @Name("EdgeReleaseUpload")
    public record Upload(String url, List<@NonNull Header> headers, Instant expiresAt) {
        static Upload of(SignedAddress address) {
            return new Upload(
                    address.url(),
                    address.headers().entrySet().stream()
                            .map(header -> new Header(header.getKey(), header.getValue()))
                            .toList(),
                    address.expiresAt());
        }

        /** Leaves the address out: whoever has it may write. */
        @Override
        public String toString() {
            return "Upload[until " + expiresAt + "]";
        }
    }

    /** Of an HTTP request. */
    @DefaultNonNull
    @Name("EdgeReleaseUploadHeader")
    public record Header(String name, String value) {}

    private final Caller caller;
    private final Catalogue catalogue;
    private final Publishing publishing;

    ReleaseApi(Caller caller, Catalogue catalogue, Publishing publishing) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.publishing = publishing;
    }

    /** The latest published first. */
    @Query
    public @NonNull EdgeReleaseConnection edgeReleases(
            @DefaultValue("50") int first, @Nullable String after, @Nullable Channel channel) {
        return EdgeReleaseConnection.of(
                catalogue.page(first, Optional.ofNullable(after), Optional.ofNullable(channel)));
    }

    @Mutation
    public @NonNull EdgeRelease upsertEdgeRelease(ReleaseInput.@NonNull Publish input) {
        return publishing.publish(caller.tenant(), input);
    }

    @Mutation
    public @NonNull Upload prepareEdgeReleaseUpload(ReleaseInput.@NonNull Upload input) {
        return Upload.of(publishing.upload(caller.tenant(), input));
    }

    @Mutation
    public @NonNull EdgeRelease withdrawEdgeRelease(@Id @NonNull String id, @Nullable String reason) {
        return publishing.withdraw(caller.tenant(), id, Objects.requireNonNullElse(reason, ""));
    }
}
