package dev.flotilla.control.flow;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import dev.flotilla.proto.flow.v1.UdpSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes definitions, with sealed passphrases, of what the API takes. {@link FlowRules} judges them afterwards. */
@ApplicationScoped
class FlowDraft {
    private final Passphrases passphrases;

    FlowDraft(Passphrases passphrases) {
        this.passphrases = passphrases;
    }

    FlowSpec of(FlowId id, FlowInput.Create input) {
        FlowSpec.Builder flow = FlowSpec.newBuilder()
                .setId(id.value())
                .setName(input.name().strip())
                .setDescription(requireNonNullElse(input.description(), ""))
                .setRunning(requireNonNullElse(input.running(), true));
        setSources(flow, input.sources(), Map.of());
        setOutputs(flow, input.outputs(), Map.of());
        return flow.build();
    }

    FlowSpec of(FlowSpec kept, FlowInput.Update input) {
        FlowSpec.Builder flow = kept.toBuilder();
        if (input.name() != null) {
            flow.setName(input.name().strip());
        }
        if (input.description() != null) {
            flow.setDescription(input.description());
        }
        if (input.sources() != null) {
            setSources(flow, input.sources(), byName(kept.getSourcesList(), Source::getName, Endpoints::options));
        }
        if (input.outputs() != null) {
            setOutputs(flow, input.outputs(), byName(kept.getOutputsList(), Output::getName, Endpoints::options));
        }
        return flow.build();
    }

    private void setSources(FlowSpec.Builder flow, List<FlowInput.Source> inputs, Map<String, SrtOptions> kept) {
        flow.clearSources();
        for (int i = 0; i < inputs.size(); i++) {
            FlowInput.Source input = inputs.get(i);
            String at = "sources[" + i + "].";
            Source.Builder source = Source.newBuilder()
                    .setName(input.name())
                    .setDescription(requireNonNullElse(input.description(), ""));
            checkFits(at, input);
            switch (input.transport()) {
                case SRT_LISTENER ->
                    source.setSrtListener(listener(input, options(flow.getId(), "source", at, input, kept)));
                case SRT_CALLER -> source.setSrtCaller(caller(input, options(flow.getId(), "source", at, input, kept)));
                case UDP ->
                    source.setUdp(UdpReceiver.newBuilder()
                            .setAddress(addressOf(input))
                            .setPort(input.port())
                            .setInterface(requireNonNullElse(input.network(), "")));
            }
            flow.addSources(source);
        }
    }

    private void setOutputs(FlowSpec.Builder flow, List<FlowInput.Output> inputs, Map<String, SrtOptions> kept) {
        flow.clearOutputs();
        for (int i = 0; i < inputs.size(); i++) {
            FlowInput.Output input = inputs.get(i);
            String at = "outputs[" + i + "].";
            Output.Builder output = Output.newBuilder()
                    .setName(input.name())
                    .setDescription(requireNonNullElse(input.description(), ""))
                    .setEnabled(requireNonNullElse(input.isEnabled(), true));
            if (input.smoothingMs() != null) {
                output.setSmoothingMs(input.smoothingMs());
            }
            checkFits(at, input);
            checkOnly("UDP", !input.transport().isSrt(), at + "ttl", input.ttl());
            switch (input.transport()) {
                case SRT_LISTENER ->
                    output.setSrtListener(listener(input, options(flow.getId(), "output", at, input, kept)));
                case SRT_CALLER -> output.setSrtCaller(caller(input, options(flow.getId(), "output", at, input, kept)));
                case UDP ->
                    output.setUdp(UdpSender.newBuilder()
                            .setHost(addressOf(input))
                            .setPort(input.port())
                            .setTtl(requireNonNullElse(input.ttl(), 0))
                            .setInterface(requireNonNullElse(input.network(), "")));
            }
            flow.addOutputs(output);
        }
    }

    private static SrtListener listener(FlowInput.Endpoint input, SrtOptions options) {
        return SrtListener.newBuilder()
                .setAddress(addressOf(input))
                .setPort(input.port())
                .setOptions(options)
                .build();
    }

    private static SrtCaller caller(FlowInput.Endpoint input, SrtOptions options) {
        return SrtCaller.newBuilder()
                .setHost(addressOf(input))
                .setPort(input.port())
                .setOptions(options)
                .build();
    }

    private SrtOptions options(
            String flow, String side, String at, FlowInput.Endpoint input, Map<String, SrtOptions> kept) {
        SrtOptions.Builder options = SrtOptions.newBuilder().setStreamId(requireNonNullElse(input.streamId(), ""));
        if (input.latencyMs() != null) {
            options.setLatencyMs(input.latencyMs());
        }
        String passphrase = input.passphrase();
        SrtOptions before = kept.getOrDefault(input.name(), SrtOptions.getDefaultInstance());
        if (passphrase == null) {
            options.setPassphrase(before.getPassphrase()).setKeyLengthBytes(before.getKeyLengthBytes());
        } else if (!passphrase.isEmpty()) {
            Syntax.passphrase(at + "passphrase", passphrase);
            options.setPassphrase(passphrases.seal(flow, side, input.name(), passphrase));
        }
        if (input.keyLengthBytes() != null) {
            options.setKeyLengthBytes(input.keyLengthBytes());
        }
        return options.build();
    }

    /** A value that would be dropped in silence is refused. */
    private static void checkFits(String at, FlowInput.Endpoint input) {
        boolean isSrt = input.transport().isSrt();
        checkOnly("SRT", isSrt, at + "latencyMs", input.latencyMs());
        checkOnly("SRT", isSrt, at + "keyLengthBytes", input.keyLengthBytes());
        checkOnly("SRT", isSrt, at + "streamId", blankAsNull(input.streamId()));
        checkOnly("UDP", !isSrt, at + "interface", blankAsNull(input.network()));
        if (!isSrt && blankAsNull(input.passphrase()) != null) {
            throw new Refused(InvalidInput.of(at + "passphrase", "is for SRT only"));
        }
    }

    private static void checkOnly(String transport, boolean isThat, String field, @Nullable Object value) {
        if (value != null && !isThat) {
            throw new Refused(InvalidInput.of(field, value, "is for " + transport + " only"));
        }
    }

    private static @Nullable String blankAsNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static String addressOf(FlowInput.Endpoint input) {
        String address = input.address();
        return address == null ? "" : address.strip();
    }

    private static <E> Map<String, SrtOptions> byName(
            List<E> endpoints, Function<E, String> name, Function<E, SrtOptions> options) {
        return endpoints.stream().collect(Collectors.toMap(name, options));
    }
}
