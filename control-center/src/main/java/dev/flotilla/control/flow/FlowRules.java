package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a flow must fulfil before a node is bothered with it. Each refusal names the field and the value. */
final class FlowRules {
    private static final int MOST_SOURCES = 1;
    private static final int MOST_OUTPUTS = 50;

    private FlowRules() {}

    /** Throws {@link Refused} with the first rule that the flow breaks. Passphrases were checked when they were sealed. */
    static void check(FlowSpec flow) {
        Syntax.name("name", flow.getName());
        Syntax.description("description", flow.getDescription());
        int sources = flow.getSourcesCount();
        Syntax.check(sources >= 1 && sources <= MOST_SOURCES, "sources", sources, "must be exactly one for now");
        int outputs = flow.getOutputsCount();
        Syntax.check(outputs <= MOST_OUTPUTS, "outputs", outputs, "must be at most " + MOST_OUTPUTS);
        for (int i = 0; i < sources; i++) {
            check("sources[" + i + "].", flow.getSources(i));
        }
        for (int i = 0; i < outputs; i++) {
            check("outputs[" + i + "].", flow.getOutputs(i));
        }
        checkDiffer(
                "sources", flow.getSourcesList().stream().map(Source::getName).toList());
        checkDiffer(
                "outputs", flow.getOutputsList().stream().map(Output::getName).toList());
    }

    private static void check(String at, Source source) {
        Syntax.name(at + "name", source.getName());
        Syntax.description(at + "description", source.getDescription());
        switch (source.getTransportCase()) {
            case SRT_LISTENER -> {
                Syntax.localAddress(at + "address", source.getSrtListener().getAddress());
                Syntax.port(at + "port", source.getSrtListener().getPort());
                check(at, source.getSrtListener().getOptions(), "");
            }
            case SRT_CALLER -> {
                Syntax.host(at + "address", source.getSrtCaller().getHost());
                Syntax.port(at + "port", source.getSrtCaller().getPort());
                check(at, source.getSrtCaller().getOptions(), "");
            }
            case UDP -> {
                Syntax.localAddress(at + "address", source.getUdp().getAddress());
                Syntax.port(at + "port", source.getUdp().getPort());
                checkNetwork(at, source.getUdp().getInterface());
            }
            case RTP, RIST, RTMP_LISTENER, RTMP_CALLER ->
                throw new Refused(InvalidInput.of(at + "transport", "is not supported yet"));
            case TRANSPORT_NOT_SET -> throw new Refused(InvalidInput.of(at + "transport", "is missing"));
        }
    }

    private static void check(String at, Output output) {
        Syntax.name(at + "name", output.getName());
        Syntax.description(at + "description", output.getDescription());
        Syntax.delay(at + "smoothingMs", output.getSmoothingMs());
        switch (output.getTransportCase()) {
            case SRT_LISTENER -> {
                Syntax.localAddress(at + "address", output.getSrtListener().getAddress());
                Syntax.port(at + "port", output.getSrtListener().getPort());
                check(at, output.getSrtListener().getOptions(), "/");
            }
            case SRT_CALLER -> {
                Syntax.host(at + "address", output.getSrtCaller().getHost());
                Syntax.port(at + "port", output.getSrtCaller().getPort());
                check(at, output.getSrtCaller().getOptions(), "/");
            }
            case UDP -> {
                Syntax.host(at + "address", output.getUdp().getHost());
                Syntax.port(at + "port", output.getUdp().getPort());
                Syntax.ttl(at + "ttl", output.getUdp().getTtl());
                checkNetwork(at, output.getUdp().getInterface());
            }
            case RTP, RIST, RTMP -> throw new Refused(InvalidInput.of(at + "transport", "is not supported yet"));
            case TRANSPORT_NOT_SET -> throw new Refused(InvalidInput.of(at + "transport", "is missing"));
        }
    }

    private static void check(String at, SrtOptions options, String forbiddenInStreamId) {
        Syntax.delay(at + "latencyMs", options.getLatencyMs());
        Syntax.keyLength(at + "keyLengthBytes", options.getKeyLengthBytes());
        boolean hasKey =
                options.getKeyLengthBytes() == 0 || !options.getPassphrase().isEmpty();
        Syntax.check(hasKey, at + "keyLengthBytes", options.getKeyLengthBytes(), "needs a passphrase");
        Syntax.streamId(at + "streamId", options.getStreamId(), forbiddenInStreamId);
    }

    private static void checkNetwork(String at, String network) {
        if (!network.isEmpty()) {
            Syntax.network(at + "interface", network);
        }
    }

    private static void checkDiffer(String field, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            Syntax.check(
                    seen.add(names.get(i)), field + "[" + i + "].name", names.get(i), "must differ from the others");
        }
    }
}
