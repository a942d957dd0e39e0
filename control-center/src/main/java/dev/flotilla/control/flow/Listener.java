package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Problem;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A port that a flow takes on its node. SRT, RTP and RIST run over UDP, so all of them share one range; RTMP has that of TCP. A
 * stopped flow counts too, because it can be started; a disabled output does not.
 *
 * @param field of the flow's definition
 * @param address empty is every address of the node
 */
record Listener(String field, String address, int port, boolean isTcp) {
    /** RTP: media, RTCP, and repair packets of columns and of rows. */
    private static final int[] RTP_WITH_REPAIR = {0, 1, 2, 4};

    private static final int[] TWO_PORTS = {0, 1};
    private static final int[] ONE_PORT = {0};

    /** Throws {@link Refused} when the flow takes one port twice or one that another flow of the node has. */
    static void check(FlowSpec flow, Collection<FlowSpec> others) {
        List<Listener> own = of(flow);
        for (int i = 0; i < own.size(); i++) {
            Listener listener = own.get(i);
            if (own.subList(0, i).stream().anyMatch(listener::clashesWith)) {
                throw new Refused(InvalidInput.of(listener.field, listener.port, "is taken by this flow already"));
            }
            for (FlowSpec other : others) {
                if (of(other).stream().anyMatch(listener::clashesWith)) {
                    throw new Refused(listener.takenBy(other));
                }
            }
        }
    }

    /** Whether the flow could be on a node beside those others. */
    static boolean fits(FlowSpec flow, Collection<FlowSpec> others) {
        return of(flow).stream()
                .noneMatch(listener ->
                        others.stream().flatMap(other -> of(other).stream()).anyMatch(listener::clashesWith));
    }

    private Problem takenBy(FlowSpec other) {
        return InvalidInput.of(field, port, "is taken by flow '%s' on this node".formatted(other.getName()));
    }

    private boolean clashesWith(Listener other) {
        return port == other.port
                && isTcp == other.isTcp
                && (isEverywhere() || other.isEverywhere() || (address.equals(other.address) && !isGroup()));
    }

    /** Whoever joins a multicast group hears it, however many others do; what listens everywhere stands in their way. */
    private boolean isGroup() {
        return !isTcp && Syntax.isMulticast(address);
    }

    private boolean isEverywhere() {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }

    private static List<Listener> of(FlowSpec flow) {
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < flow.getSourcesCount(); i++) {
            listeners.addAll(of("sources[%d].port".formatted(i), flow.getSources(i)));
        }
        for (int i = 0; i < flow.getOutputsCount(); i++) {
            Output output = flow.getOutputs(i);
            if (output.getEnabled() && output.hasSrtListener()) {
                var srt = output.getSrtListener();
                listeners.add(new Listener("outputs[%d].port".formatted(i), srt.getAddress(), srt.getPort(), false));
            }
        }
        return listeners;
    }

    private static List<Listener> of(String field, Source source) {
        return switch (source.getTransportCase()) {
            case SRT_LISTENER ->
                udp(
                        field,
                        source.getSrtListener().getAddress(),
                        source.getSrtListener().getPort(),
                        ONE_PORT);
            case UDP -> udp(field, source.getUdp().getAddress(), source.getUdp().getPort(), ONE_PORT);
            case RTP ->
                udp(
                        field,
                        source.getRtp().getAddress(),
                        source.getRtp().getPort(),
                        source.getRtp().getFec() ? RTP_WITH_REPAIR : TWO_PORTS);
            case RIST -> {
                boolean isMain = source.getRist().getProfile() == RistProfile.RIST_PROFILE_MAIN;
                yield udp(
                        field,
                        source.getRist().getAddress(),
                        source.getRist().getPort(),
                        isMain ? ONE_PORT : TWO_PORTS);
            }
            case RTMP_LISTENER -> {
                var rtmp = source.getRtmpListener();
                yield List.of(new Listener(field, rtmp.getAddress(), rtmp.getPort(), true));
            }
            case SRT_CALLER, RTMP_CALLER, TRANSPORT_NOT_SET -> List.of();
        };
    }

    private static List<Listener> udp(String field, String address, int first, int[] offsets) {
        List<Listener> listeners = new ArrayList<>();
        for (int offset : offsets) {
            listeners.add(new Listener(field, address, first + offset, false));
        }
        return listeners;
    }
}
