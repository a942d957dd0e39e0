package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An output as mroute's clients write it. Zero and empty mean absent, except for {@code smoothing_latency}, whose 0 is a wish.
 *
 * @param maxLatency the receiver delay in milliseconds; of it and {@code minLatency} the greater one is meant
 * @param smoothingLatency how long packets may be held to send them in batches, in milliseconds
 * @param ristProfile "simple" or "main", which is also what a RIST output has that says nothing
 * @param peerLatency SRT: the receiver delay in milliseconds that the other end is asked for, where it is another one
 * @param bonding SRT callers: further links of the connection; {@code null} is none
 * @param packetFilter SRT's own packet filter, as libsrt writes it: "fec,cols:10,rows:5"
 * @param app RTMP: the application; empty is "live"
 * @param tls RTMP: whether it is RTMPS
 * @param fec RTP-FEC: the shape of the repair packets; {@code null} is ten columns of ten rows, and rows too
 * @param network the way that datagrams take on this node; {@code null} leaves it to the system
 */
@RegisterForReflection
public record OutputDocument(
        @JsonInclude(JsonInclude.Include.ALWAYS) String name,
        @JsonInclude(JsonInclude.Include.ALWAYS) String protocol,
        @JsonInclude(JsonInclude.Include.ALWAYS) String destination,
        @JsonInclude(JsonInclude.Include.ALWAYS) int port,
        String description,
        int maxLatency,
        int minLatency,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer smoothingLatency,
        String streamKey,
        List<String> cidrAllowList,
        @Nullable EncryptionDocument encryption,
        @JsonInclude(JsonInclude.Include.ALWAYS) String status,
        String ristProfile,
        int peerLatency,
        String packetFilter,
        String app,
        boolean tls,
        @Nullable FecDocument fec,
        @Nullable BondingDocument bonding,
        @Nullable NetworkDocument network) {
    public static final String ENABLED = "ENABLED";
    public static final String DISABLED = "DISABLED";

    public OutputDocument {
        name = requireNonNullElse(name, "");
        protocol = requireNonNullElse(protocol, "");
        destination = requireNonNullElse(destination, "");
        description = requireNonNullElse(description, "");
        streamKey = requireNonNullElse(streamKey, "");
        cidrAllowList = List.copyOf(requireNonNullElse(cidrAllowList, List.of()));
        status = requireNonNullElse(status, "");
        ristProfile = requireNonNullElse(ristProfile, "");
        packetFilter = requireNonNullElse(packetFilter, "");
        app = requireNonNullElse(app, "");
    }

    /** This, changed where the update says something. The name stays; only a secret key is cleared, by another protocol. */
    OutputDocument updatedBy(OutputDocument update) {
        return new OutputDocument(
                name,
                either(update.protocol, protocol),
                either(update.destination, destination),
                either(update.port, port),
                either(update.description, description),
                either(update.maxLatency, maxLatency),
                either(update.minLatency, minLatency),
                update.smoothingLatency == null ? smoothingLatency : update.smoothingLatency,
                RtmpWishes.updatedKey(this, update),
                update.cidrAllowList.isEmpty() ? cidrAllowList : update.cidrAllowList,
                updatedEncryption(update.encryption),
                either(update.status, status),
                either(update.ristProfile, ristProfile),
                either(update.peerLatency, peerLatency),
                either(update.packetFilter, packetFilter),
                either(update.app, app),
                update.tls || tls,
                update.fec == null ? fec : update.fec,
                update.bonding == null ? bonding : update.bonding,
                update.network == null ? network : update.network);
    }

    OutputDocument mapSecret(UnaryOperator<String> change) {
        return with(encryption == null ? null : encryption.mapSecret(change), status, RtmpWishes.mapKey(this, change));
    }

    OutputDocument enabledUnlessSaid() {
        return status.isEmpty() ? with(encryption, ENABLED, streamKey) : this;
    }

    private @Nullable EncryptionDocument updatedEncryption(@Nullable EncryptionDocument update) {
        if (update == null || encryption == null) {
            return update == null ? encryption : update;
        }
        return encryption.updatedBy(update);
    }

    private OutputDocument with(@Nullable EncryptionDocument newEncryption, String newStatus, String newStreamKey) {
        return new OutputDocument(
                name,
                protocol,
                destination,
                port,
                description,
                maxLatency,
                minLatency,
                smoothingLatency,
                newStreamKey,
                cidrAllowList,
                newEncryption,
                newStatus,
                ristProfile,
                peerLatency,
                packetFilter,
                app,
                tls,
                fec,
                bonding,
                network);
    }

    private static String either(String said, String otherwise) {
        return said.isEmpty() ? otherwise : said;
    }

    private static int either(int said, int otherwise) {
        return said == 0 ? otherwise : said;
    }
}
