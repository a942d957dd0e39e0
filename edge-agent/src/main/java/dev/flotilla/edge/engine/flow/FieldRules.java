package dev.flotilla.edge.engine.flow;

import dev.flotilla.proto.flow.v1.SrtBonding;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtLink;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for the fields of one source or output. Messages name the owner, the field and the value, but no secret. */
final class FieldRules {
    static final int MAX_PORT = 65_535;
    private static final int MAX_HOST = 253;
    private static final int MAX_LINKS = 7;
    private static final int MAX_LATENCY_MS = 60_000;
    private static final int MAX_STREAM_ID_BYTES = 512;
    private static final int MIN_PASSPHRASE_BYTES = 10;
    private static final int MAX_PASSPHRASE_BYTES = 79;
    private static final int MAX_TTL = 255;
    private static final int MAX_DSCP = 63;
    private static final Pattern PACKET_FILTER =
            Pattern.compile("|fec(,(cols:\\d{1,3}|rows:-?\\d{1,3}|layout:(even|staircase)|arq:(always|onreq|never)))*");
    private static final Set<Integer> KEY_LENGTHS = Set.of(0, 16, 24, 32);

    private final String owner;

    FieldRules(String owner) {
        this.owner = owner;
    }

    void check(SrtListener listener) throws InvalidFlowException {
        address("srt_listener.address", listener.getAddress());
        range("srt_listener.port", listener.getPort(), 1, MAX_PORT);
        check("srt_listener.options.", listener.getOptions());
    }

    void check(SrtCaller caller) throws InvalidFlowException {
        host("srt_caller.host", caller.getHost());
        range("srt_caller.port", caller.getPort(), 1, MAX_PORT);
        check("srt_caller.options.", caller.getOptions());
        if (caller.getLinksCount() > MAX_LINKS) {
            throw refusal("srt_caller.links", caller.getLinksCount() + " links", "must be at most " + MAX_LINKS);
        }
        for (SrtLink link : caller.getLinksList()) {
            host("srt_caller.links.host", link.getHost());
            range("srt_caller.links.port", link.getPort(), 1, MAX_PORT);
        }
        if (caller.getBonding() == SrtBonding.UNRECOGNIZED
                || (caller.getLinksCount() == 0 && caller.getBonding() != SrtBonding.SRT_BONDING_UNSPECIFIED)) {
            throw refusal("srt_caller.bonding", caller.getBonding(), "must be broadcast or backup, and needs links");
        }
    }

    void check(UdpReceiver receiver) throws InvalidFlowException {
        range("udp.port", receiver.getPort(), 1, MAX_PORT);
        reception("udp", receiver);
    }

    /** Where datagrams are heard; the keys begin with the transport. */
    void reception(String transport, UdpReceiver receiver) throws InvalidFlowException {
        address(transport + ".address", receiver.getAddress());
        address(transport + ".sender", receiver.getSender());
        boolean isMulticast = !receiver.getAddress().isEmpty()
                && InetAddress.ofLiteral(receiver.getAddress()).isMulticastAddress();
        String rule = "needs a multicast group as " + transport + ".address";
        if (!isMulticast && !receiver.getSender().isEmpty()) {
            throw refusal(transport + ".sender", receiver.getSender(), rule);
        }
        if (!isMulticast && !receiver.getInterface().isEmpty()) {
            throw refusal(transport + ".interface", receiver.getInterface(), rule);
        }
    }

    void check(UdpSender sender) throws InvalidFlowException {
        range("udp.port", sender.getPort(), 1, MAX_PORT);
        sending("udp", sender);
    }

    /** Where datagrams go; the keys begin with the transport. */
    void sending(String transport, UdpSender sender) throws InvalidFlowException {
        host(transport + ".host", sender.getHost());
        range(transport + ".ttl", sender.getTtl(), 0, MAX_TTL);
        range(transport + ".dscp", sender.getDscp(), 0, MAX_DSCP);
    }

    private void check(String prefix, SrtOptions options) throws InvalidFlowException {
        range(prefix + "latency_ms", options.getLatencyMs(), 0, MAX_LATENCY_MS);
        int passphrase = options.getPassphrase().getBytes(StandardCharsets.UTF_8).length;
        if (passphrase != 0 && (passphrase < MIN_PASSPHRASE_BYTES || passphrase > MAX_PASSPHRASE_BYTES)) {
            throw refusal(prefix + "passphrase", passphrase + " bytes", "must have 10 to 79 bytes");
        }
        if (!KEY_LENGTHS.contains(options.getKeyLengthBytes())) {
            throw refusal(prefix + "key_length_bytes", options.getKeyLengthBytes(), "must be 0, 16, 24 or 32");
        }
        if (passphrase == 0 && options.getKeyLengthBytes() != 0) {
            throw refusal(prefix + "key_length_bytes", options.getKeyLengthBytes(), "needs a passphrase");
        }
        int streamId = options.getStreamId().getBytes(StandardCharsets.UTF_8).length;
        if (streamId > MAX_STREAM_ID_BYTES) {
            throw refusal(prefix + "stream_id", streamId + " bytes", "must have at most 512 bytes");
        }
        if (!PACKET_FILTER.matcher(options.getPacketFilter()).matches()) {
            throw refusal(prefix + "packet_filter", options.getPacketFilter(), "must be like fec,cols:10,rows:5");
        }
        range(prefix + "peer_latency_ms", options.getPeerLatencyMs(), 0, MAX_LATENCY_MS);
        if (options.getMaxBandwidthBytesPerSecond() < 0) {
            String value = Long.toUnsignedString(options.getMaxBandwidthBytesPerSecond());
            throw refusal(prefix + "max_bandwidth_bytes_per_second", value, "is too large");
        }
    }

    void range(String field, int value, int least, int most) throws InvalidFlowException {
        if (value < least || value > most) {
            throw refusal(field, Integer.toUnsignedString(value), "must be " + least + " to " + most);
        }
    }

    void host(String field, String host) throws InvalidFlowException {
        if (host.isBlank() || host.length() > MAX_HOST || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            throw refusal(field, host, "must be a host name or an IP address");
        }
    }

    void address(String field, String address) throws InvalidFlowException {
        if (address.isEmpty()) {
            return;
        }
        try {
            InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw refusal(field, address, "must be an IP address");
        }
    }

    InvalidFlowException unsupported(String field) {
        return new InvalidFlowException(owner + ": field '" + field + "' is not supported by this engine yet");
    }

    InvalidFlowException refusal(String field, Object value, String rule) {
        return new InvalidFlowException(owner + ": field '" + field + "' " + rule + ": '" + value + "'");
    }
}
