package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Problem;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A port that a flow takes on its node. SRT runs over UDP, so all share one range. A stopped flow counts too, because it
 * can be started; a disabled output does not.
 *
 * @param field of the flow's definition
 * @param address empty is every address of the node
 */
record Listener(String field, String address, int port) {
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

    private Problem takenBy(FlowSpec other) {
        return InvalidInput.of(field, port, "is taken by flow '%s' on this node".formatted(other.getName()));
    }

    private boolean clashesWith(Listener other) {
        return port == other.port && (isEverywhere() || other.isEverywhere() || address.equals(other.address));
    }

    private boolean isEverywhere() {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }

    private static List<Listener> of(FlowSpec flow) {
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < flow.getSourcesCount(); i++) {
            Source source = flow.getSources(i);
            String field = "sources[%d].port".formatted(i);
            if (source.hasSrtListener()) {
                var srt = source.getSrtListener();
                listeners.add(new Listener(field, srt.getAddress(), srt.getPort()));
            } else if (source.hasUdp()) {
                listeners.add(new Listener(
                        field, source.getUdp().getAddress(), source.getUdp().getPort()));
            }
        }
        for (int i = 0; i < flow.getOutputsCount(); i++) {
            Output output = flow.getOutputs(i);
            if (output.getEnabled() && output.hasSrtListener()) {
                var srt = output.getSrtListener();
                listeners.add(new Listener("outputs[%d].port".formatted(i), srt.getAddress(), srt.getPort()));
            }
        }
        return listeners;
    }
}
