package dev.flotilla.control.flow;

import jakarta.json.bind.annotation.JsonbProperty;
import java.math.BigInteger;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What a source and an output have in common in the API. Null is what was not sent. */
public interface EndpointInput {
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

    @Nullable
    Srt srt();

    Choices.@Nullable Profile ristProfile();

    @Nullable
    Rtmp rtmp();

    /** What SRT alone has, and is seldom wanted. */
    @Input("SrtInput")
    record Srt(
            @Nullable Integer peerLatencyMs,
            @Nullable String packetFilter,
            @Nullable BigInteger maxBandwidthBytesPerSecond,

            @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull Link> links,

            Choices.@Nullable Bonding bonding) {}

    /** A further way to the listener that an SRT caller calls. */
    @Input("SrtLinkInput")
    record Link(@NonNull String host, int port) {}

    /** Where on an RTMP server a stream is. */
    @Input("RtmpInput")
    record Rtmp(
            @Nullable String app,
            @Nullable String streamKey,
            @DefaultValue("false") @Nullable Boolean tls) {
        /** Leaves the key out. */
        @Override
        public String toString() {
            return "Rtmp[" + app + "]";
        }
    }

    /** Of how many packets a repair packet is made. */
    @Input("FecMatrixInput")
    record Fec(
            int columns,
            int rows,
            @DefaultValue("false") @Nullable Boolean rowFec) {}

    /** A source. */
    @Input("SourceInput")
    record Source(
            @NonNull String name,
            @Nullable String description,
            @NonNull Transport transport,
            @Nullable String address,
            int port,
            @Nullable Integer latencyMs,
            @Nullable String passphrase,
            @Nullable Integer keyLengthBytes,
            @Nullable String streamId,
            @JsonbProperty("interface") @Nullable String network,
            @Nullable String sender,
            @Nullable Boolean repair,
            @Nullable Srt srt,
            Choices.@Nullable Profile ristProfile,
            @Nullable Rtmp rtmp)
            implements EndpointInput {
        /** Leaves the passphrase out. */
        @Override
        public String toString() {
            return "Source[" + name + "]";
        }
    }

    /** An output. */
    @Input("OutputInput")
    record Output(
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
            @Nullable Integer dscp,
            @Nullable Integer smoothingMs,
            @Nullable Fec fec,
            @Nullable Srt srt,
            Choices.@Nullable Profile ristProfile,
            @Nullable Rtmp rtmp)
            implements EndpointInput {
        /** Leaves the passphrase out. */
        @Override
        public String toString() {
            return "Output[" + name + "]";
        }
    }
}
