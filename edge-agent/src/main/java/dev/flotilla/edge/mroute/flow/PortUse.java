package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.Source;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A port that a source or an enabled output listens on, or that an output with repair packets sends to. An empty address is
 * every address.
 */
record PortUse(String owner, String key, String address, int port, Kind kind) {
    /** Ports of different kinds never clash. */
    private enum Kind {
        UDP,
        TCP,
        /** RTP at its destination: what one stream has for its repair packets, another one must not use. */
        RTP_DESTINATION
    }

    PortUse(String owner, String key, String address, int port) {
        this(owner, key, address, port, Kind.UDP);
    }

    /** RTP: media, RTCP, and repair packets of columns and of rows. */
    private static final int[] RTP_FEC_PORTS = {0, 1, 2, 4};

    private static final int[] RTP_PORTS = {0, 1};

    /**
     * Looks for ports that are wanted twice.
     *
     * @throws FlowRefusal when two parts of the flow, or the flow and another one, want the same port
     */
    static void check(FlowSpec flow, Collection<FlowSpec> others) {
        List<PortUse> taken = new ArrayList<>();
        for (FlowSpec other : others) {
            if (!other.getId().equals(flow.getId())) {
                String suffix = " of flow %s (%s)".formatted(other.getId(), other.getName());
                of(other)
                        .forEach(use ->
                                taken.add(new PortUse(use.owner + suffix, use.key, use.address, use.port, use.kind)));
            }
        }
        for (PortUse wanted : of(flow)) {
            taken.stream().filter(wanted::clashesWith).findFirst().ifPresent(holder -> {
                throw invalid("%s: %s %d is already used by %s", wanted.owner, wanted.key, wanted.port, holder.owner);
            });
            taken.add(wanted);
        }
    }

    private static List<PortUse> of(FlowSpec flow) {
        List<PortUse> uses = new ArrayList<>();
        for (Source source : flow.getSourcesList()) {
            String owner = "source " + source.getName();
            if (source.hasSrtListener()) {
                var srt = source.getSrtListener();
                uses.add(new PortUse(owner, "ingest_port", srt.getAddress(), srt.getPort()));
            } else if (source.hasUdp()) {
                var udp = source.getUdp();
                uses.add(new PortUse(owner, "ingest_port", udp.getAddress(), udp.getPort()));
            } else if (source.hasRtmpListener()) {
                var rtmp = source.getRtmpListener();
                uses.add(new PortUse(owner, "ingest_port", rtmp.getAddress(), rtmp.getPort(), Kind.TCP));
            } else if (source.hasRtp()) {
                var rtp = source.getRtp();
                for (int offset : rtp.getFec() ? RTP_FEC_PORTS : RTP_PORTS) {
                    uses.add(new PortUse(owner, plus("ingest_port", offset), rtp.getAddress(), rtp.getPort() + offset));
                }
            } else if (source.hasRist()) {
                var rist = source.getRist();
                uses.add(new PortUse(owner, "ingest_port", rist.getAddress(), rist.getPort()));
                if (rist.getProfile() != RistProfile.RIST_PROFILE_MAIN) {
                    uses.add(new PortUse(owner, "ingest_port + 1", rist.getAddress(), rist.getPort() + 1));
                }
            }
        }
        for (Output output : flow.getOutputsList()) {
            if (output.getEnabled() && output.hasSrtListener()) {
                var srt = output.getSrtListener();
                uses.add(new PortUse("output " + output.getName(), "port", srt.getAddress(), srt.getPort()));
            } else if (output.getEnabled() && output.hasRtp()) {
                var rtp = output.getRtp();
                String owner = "output " + output.getName();
                for (int offset : rtp.hasFec() ? RTP_FEC_PORTS : RTP_PORTS) {
                    int port = rtp.getPort() + offset;
                    uses.add(new PortUse(owner, plus("port", offset), rtp.getHost(), port, Kind.RTP_DESTINATION));
                }
            }
        }
        return uses;
    }

    private static String plus(String key, int offset) {
        return offset == 0 ? key : key + " + " + offset;
    }

    private boolean clashesWith(PortUse other) {
        return port == other.port
                && kind == other.kind
                && (isEverywhere() || other.isEverywhere() || (address.equals(other.address) && !isGroup()));
    }

    /** Whoever joins a multicast group hears it, however many others do; what listens everywhere stands in their way. */
    private boolean isGroup() {
        return kind == Kind.UDP
                && !isEverywhere()
                && InetAddress.ofLiteral(address).isMulticastAddress();
    }

    private boolean isEverywhere() {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }
}
