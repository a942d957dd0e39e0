package dev.flotilla.control.flow;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for a flow. Null is what was not sent. */
public final class FlowInput {
    private FlowInput() {}

    /** What a source and an output have in common. */
    interface Endpoint {
        String name();

        @Nullable
        String description();

        Transport transport();

        @Nullable
        String address();

        int port();

        @Nullable
        Integer latencyMs();

        /** Null keeps the one that is stored under the same name, empty removes it. */
        @Nullable
        String passphrase();

        @Nullable
        Integer keyLengthBytes();

        @Nullable
        String streamId();

        @Nullable
        String network();
    }

    /** A source. */
    @Input("SourceInput")
    public record Source(
            @NonNull String name,
            @Nullable String description,
            @NonNull Transport transport,
            @Nullable String address,
            int port,
            @Nullable Integer latencyMs,
            @Nullable String passphrase,
            @Nullable Integer keyLengthBytes,
            @Nullable String streamId,
            @JsonbProperty("interface") @Nullable String network)
            implements Endpoint {
        /** Leaves the passphrase out. */
        @Override
        public String toString() {
            return "Source[" + name + "]";
        }
    }

    /** An output. */
    @Input("OutputInput")
    public record Output(
            @NonNull String name,
            @Nullable String description,

            @JsonbProperty("isEnabled") @DefaultValue("true") @Nullable
            Boolean isEnabled,

            @NonNull Transport transport,
            @Nullable String address,
            int port,
            @Nullable Integer latencyMs,
            @Nullable String passphrase,
            @Nullable Integer keyLengthBytes,
            @Nullable String streamId,
            @JsonbProperty("interface") @Nullable String network,
            @Nullable Integer ttl,
            @Nullable Integer smoothingMs)
            implements Endpoint {
        /** Leaves the passphrase out. */
        @Override
        public String toString() {
            return "Output[" + name + "]";
        }
    }

    /** A new flow. */
    @Input("CreateFlowInput")
    public record Create(
            @Id @NonNull String nodeId,
            @NonNull String name,
            @Nullable String description,
            @DefaultValue("true") @Nullable Boolean running,
            @NonNull List<@NonNull Source> sources,
            @NonNull List<@NonNull Output> outputs) {}

    /** A change; what is null stays as it is. A list needs SmallRye's word too, or it takes over that of its items. */
    @Input("UpdateFlowInput")
    public record Update(
            @Id @NonNull String id,
            @Nullable String name,
            @Nullable String description,
            @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull Source> sources,
            @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull Output> outputs) {}
}
