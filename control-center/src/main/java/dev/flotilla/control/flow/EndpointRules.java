package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtBonding;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.util.Set;

/** What the transports of sources and outputs must fulfil: the rules of the node's engine, in the words of the API. */
final class EndpointRules {
    private static final int MOST_LINKS = 7;
    private static final int MOST_DSCP = 63;
    private static final int LONGEST_REORDER_MS = 15_000;
    private static final int LONGEST_RIST_BUFFER_MS = 30_000;
    private static final int HIGHEST_PORT = 65_535;
    /** Repair packets have the second and the fourth port after the media. */
    private static final int HIGHEST_PORT_WITH_REPAIR = 65_531;

    private static final Set<Integer> SRT_KEY_LENGTHS = Set.of(0, 16, 24, 32);
    private static final Set<Integer> RIST_KEY_LENGTHS = Set.of(0, 16, 32);

    private EndpointRules() {}

    static void check(String at, Source source) {
        switch (source.getTransportCase()) {
            case SRT_LISTENER -> {
                Syntax.localAddress(at + "address", source.getSrtListener().getAddress());
                Syntax.port(at + "port", source.getSrtListener().getPort());
                check(at, source.getSrtListener().getOptions(), "");
            }
            case SRT_CALLER -> check(at, source.getSrtCaller(), "");
            case UDP -> {
                var udp = source.getUdp();
                Syntax.port(at + "port", udp.getPort());
                checkReception(at, udp.getAddress(), udp.getInterface(), udp.getSender());
            }
            case RTP -> {
                var rtp = source.getRtp();
                Syntax.range(at + "port", rtp.getPort(), 1, rtp.getFec() ? HIGHEST_PORT_WITH_REPAIR : HIGHEST_PORT);
                Syntax.range(at + "latencyMs", rtp.getReorderMs(), 0, LONGEST_REORDER_MS);
                checkReception(at, rtp.getAddress(), rtp.getInterface(), rtp.getSender());
            }
            case RIST -> {
                var rist = source.getRist();
                Syntax.localAddress(at + "address", rist.getAddress());
                checkRist(
                        at, rist.getProfile(), rist.getPort(), !rist.getSecret().isEmpty(), rist.getKeyLengthBytes());
                if (rist.hasBufferMs()) {
                    Syntax.range(at + "latencyMs", rist.getBufferMs(), 1, LONGEST_RIST_BUFFER_MS);
                }
            }
            case RTMP_LISTENER -> {
                var rtmp = source.getRtmpListener();
                Syntax.localAddress(at + "address", rtmp.getAddress());
                Syntax.port(at + "port", rtmp.getPort());
                Syntax.app(at + "rtmp.app", rtmp.getApp());
            }
            case RTMP_CALLER -> {
                var rtmp = source.getRtmpCaller();
                checkRtmp(at, rtmp.getHost(), rtmp.getPort(), rtmp.getApp(), rtmp.getStreamKey());
            }
            case TRANSPORT_NOT_SET -> throw new Refused(InvalidInput.of(at + "transport", "is missing"));
        }
    }

    static void check(String at, Output output) {
        switch (output.getTransportCase()) {
            case SRT_LISTENER -> {
                Syntax.localAddress(at + "address", output.getSrtListener().getAddress());
                Syntax.port(at + "port", output.getSrtListener().getPort());
                check(at, output.getSrtListener().getOptions(), "/");
            }
            case SRT_CALLER -> check(at, output.getSrtCaller(), "/");
            case UDP -> {
                var udp = output.getUdp();
                Syntax.port(at + "port", udp.getPort());
                checkSending(at, udp.getHost(), udp.getInterface(), udp.getTtl(), udp.getDscp());
            }
            case RTP -> {
                var rtp = output.getRtp();
                Syntax.range(at + "port", rtp.getPort(), 1, rtp.hasFec() ? HIGHEST_PORT_WITH_REPAIR : HIGHEST_PORT);
                checkSending(at, rtp.getHost(), rtp.getInterface(), rtp.getTtl(), rtp.getDscp());
                if (rtp.hasFec()) {
                    check(at + "fec.", rtp.getFec());
                }
            }
            case RIST -> {
                var rist = output.getRist();
                Syntax.host(at + "address", rist.getHost());
                checkRist(
                        at, rist.getProfile(), rist.getPort(), !rist.getSecret().isEmpty(), rist.getKeyLengthBytes());
                if (rist.hasBufferMs()) {
                    Syntax.range(at + "latencyMs", rist.getBufferMs(), 1, LONGEST_RIST_BUFFER_MS);
                }
            }
            case RTMP -> {
                var rtmp = output.getRtmp();
                checkRtmp(at, rtmp.getHost(), rtmp.getPort(), rtmp.getApp(), rtmp.getStreamKey());
            }
            case TRANSPORT_NOT_SET -> throw new Refused(InvalidInput.of(at + "transport", "is missing"));
        }
    }

    private static void check(String at, SrtCaller caller, String forbiddenInStreamId) {
        Syntax.host(at + "address", caller.getHost());
        Syntax.port(at + "port", caller.getPort());
        check(at, caller.getOptions(), forbiddenInStreamId);
        int links = caller.getLinksCount();
        Syntax.check(links <= MOST_LINKS, at + "srt.links", links, "must be at most " + MOST_LINKS);
        for (int i = 0; i < links; i++) {
            Syntax.host(at + "srt.links[" + i + "].host", caller.getLinks(i).getHost());
            Syntax.port(at + "srt.links[" + i + "].port", caller.getLinks(i).getPort());
        }
        boolean needsLinks = caller.getBonding() != SrtBonding.SRT_BONDING_UNSPECIFIED;
        Syntax.check(links > 0 || !needsLinks, at + "srt.bonding", caller.getBonding(), "needs links");
    }

    private static void check(String at, SrtOptions options, String forbiddenInStreamId) {
        Syntax.delay(at + "latencyMs", options.getLatencyMs());
        checkKey(at, options.getKeyLengthBytes(), !options.getPassphrase().isEmpty(), SRT_KEY_LENGTHS);
        Syntax.streamId(at + "streamId", options.getStreamId(), forbiddenInStreamId);
        Syntax.packetFilter(at + "srt.packetFilter", options.getPacketFilter());
        Syntax.delay(at + "srt.peerLatencyMs", options.getPeerLatencyMs());
    }

    private static void checkRist(String at, RistProfile profile, int port, boolean isEncrypted, int keyLengthBytes) {
        boolean isMain = profile == RistProfile.RIST_PROFILE_MAIN;
        Syntax.port(at + "port", port);
        Syntax.check(isMain || port % 2 == 0, at + "port", port, "must be even in the simple profile");
        if (isEncrypted && !isMain) {
            throw new Refused(InvalidInput.of(at + "passphrase", "needs the profile MAIN"));
        }
        checkKey(at, keyLengthBytes, isEncrypted, RIST_KEY_LENGTHS);
    }

    private static void checkRtmp(String at, String host, int port, String app, String streamKey) {
        Syntax.host(at + "address", host);
        Syntax.range(at + "port", port, 0, HIGHEST_PORT);
        Syntax.app(at + "rtmp.app", app);
        if (streamKey.isEmpty()) {
            throw new Refused(InvalidInput.of(at + "rtmp.streamKey", "must not be empty"));
        }
    }

    private static void checkKey(String at, int bytes, boolean isEncrypted, Set<Integer> allowed) {
        Syntax.keyLength(at + "keyLengthBytes", bytes, allowed);
        Syntax.check(bytes == 0 || isEncrypted, at + "keyLengthBytes", bytes, "needs a passphrase");
    }

    private static void checkReception(String at, String address, String network, String sender) {
        Syntax.localAddress(at + "address", address);
        boolean isGroup = Syntax.isMulticast(address);
        if (!network.isEmpty()) {
            Syntax.network(at + "interface", network);
            Syntax.check(isGroup, at + "interface", network, "needs a multicast group as address");
        }
        if (!sender.isEmpty()) {
            Syntax.check(Syntax.isIpAddress(sender), at + "sender", sender, "must be an IP address");
            Syntax.check(isGroup, at + "sender", sender, "needs a multicast group as address");
        }
    }

    private static void checkSending(String at, String host, String network, int ttl, int dscp) {
        Syntax.host(at + "address", host);
        Syntax.ttl(at + "ttl", ttl);
        Syntax.range(at + "dscp", dscp, 0, MOST_DSCP);
        if (!network.isEmpty()) {
            Syntax.network(at + "interface", network);
        }
    }

    private static void check(String at, FecMatrix fec) {
        Syntax.range(at + "columns", fec.getColumns(), fec.getRowFec() ? 4 : 1, 20);
        Syntax.range(at + "rows", fec.getRows(), 4, 20);
        int packets = fec.getColumns() * fec.getRows();
        Syntax.check(packets <= 100, at + "columns", fec.getColumns(), "times rows must be at most 100");
    }
}
