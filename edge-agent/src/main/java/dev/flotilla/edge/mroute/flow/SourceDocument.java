package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A source as mroute's clients write it. Zero and empty mean absent.
 *
 * @param senderHost the name of the host to call, where {@code senderIpAddress} is empty
 * @param maxBitrate bound of the sending rate in bytes per second
 * @param maxLatency the receiver delay in milliseconds; of it and {@code minLatency} the greater one is meant
 * @param ristProfile "simple" or "main", which is also what a RIST source has that says nothing
 * @param peerLatency SRT: the receiver delay in milliseconds that the other end is asked for, where it is another one
 * @param bonding SRT callers: further links of the connection; {@code null} is none
 * @param packetFilter SRT's own packet filter, as libsrt writes it: "fec,cols:10,rows:5"
 * @param app RTMP: the application; empty is "live"
 * @param tls RTMP: whether it is RTMPS
 * @param network the way that datagrams take on this node; {@code null} leaves it to the system
 * @param status whether media arrives; only ever written by the node
 */
@RegisterForReflection
public record SourceDocument(
        @JsonInclude(JsonInclude.Include.ALWAYS) String name,
        @JsonInclude(JsonInclude.Include.ALWAYS) String protocol,
        int ingestPort,
        String description,
        String whitelistCidr,
        String senderIpAddress,
        String senderHost,
        int senderControlPort,
        long maxBitrate,
        int maxLatency,
        int minLatency,
        String streamId,
        @Nullable EncryptionDocument decryption,
        @JsonInclude(JsonInclude.Include.ALWAYS) String status,
        String ingestIp,
        String ristProfile,
        int peerLatency,
        String packetFilter,
        String app,
        boolean tls,
        @Nullable BondingDocument bonding,
        @Nullable NetworkDocument network) {
    /** Status of a source that nothing arrives at. */
    public static final String DISCONNECTED = "DISCONNECTED";

    public static final String CONNECTED = "CONNECTED";

    public SourceDocument {
        name = requireNonNullElse(name, "");
        protocol = requireNonNullElse(protocol, "");
        description = requireNonNullElse(description, "");
        whitelistCidr = requireNonNullElse(whitelistCidr, "");
        senderIpAddress = requireNonNullElse(senderIpAddress, "");
        senderHost = requireNonNullElse(senderHost, "");
        streamId = requireNonNullElse(streamId, "");
        status = requireNonNullElse(status, "");
        ingestIp = requireNonNullElse(ingestIp, "");
        ristProfile = requireNonNullElse(ristProfile, "");
        packetFilter = requireNonNullElse(packetFilter, "");
        app = requireNonNullElse(app, "");
    }

    SourceDocument mapSecret(UnaryOperator<String> change) {
        return with(decryption == null ? null : decryption.mapSecret(change), status, RtmpWishes.mapKey(this, change));
    }

    public SourceDocument withStatus(String shown) {
        return with(decryption, shown, streamId);
    }

    private SourceDocument with(@Nullable EncryptionDocument newDecryption, String newStatus, String newStreamId) {
        return new SourceDocument(
                name,
                protocol,
                ingestPort,
                description,
                whitelistCidr,
                senderIpAddress,
                senderHost,
                senderControlPort,
                maxBitrate,
                maxLatency,
                minLatency,
                newStreamId,
                newDecryption,
                newStatus,
                ingestIp,
                ristProfile,
                peerLatency,
                packetFilter,
                app,
                tls,
                bonding,
                network);
    }
}
