package dev.flotilla.control.flow;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.flow.SecretFields.Secret;
import dev.flotilla.control.flow.Transport.Family;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes definitions, with sealed passphrases, of what the API takes. {@link FlowRules} judges them afterwards. */
@ApplicationScoped
class FlowDraft {
    /** What was stored under the name of a source or an output. */
    private record Kept(Secret secret, int keyLengthBytes) {
        static final Kept NOTHING = new Kept(new Secret(Family.UDP, ""), 0);
    }

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
        setSources(flow, input.sources());
        setOutputs(flow, input.outputs());
        RedundancyDraft.set(flow, input.failover(), input.merge());
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
            setSources(flow, input.sources());
        }
        if (input.outputs() != null) {
            setOutputs(flow, input.outputs());
        }
        RedundancyDraft.set(flow, input.failover(), input.merge());
        return flow.build();
    }

    private void setSources(FlowSpec.Builder flow, List<EndpointInput.Source> inputs) {
        Map<String, Kept> kept = new HashMap<>();
        flow.getSourcesList()
                .forEach(source -> kept.put(
                        source.getName(), new Kept(SecretFields.of(source), ShownEndpoints.keyLength(source))));
        flow.clearSources();
        for (int i = 0; i < inputs.size(); i++) {
            EndpointInput.Source input = inputs.get(i);
            String at = "sources[" + i + "].";
            EndpointFit.check(at, input);
            Source source = SourceDraft.of(input, draft(flow.getId(), Passphrases.SOURCE, at, input, kept));
            flow.addSources(source);
        }
    }

    private void setOutputs(FlowSpec.Builder flow, List<EndpointInput.Output> inputs) {
        Map<String, Kept> kept = new HashMap<>();
        flow.getOutputsList()
                .forEach(output -> kept.put(
                        output.getName(), new Kept(SecretFields.of(output), ShownEndpoints.keyLength(output))));
        flow.clearOutputs();
        for (int i = 0; i < inputs.size(); i++) {
            EndpointInput.Output input = inputs.get(i);
            String at = "outputs[" + i + "].";
            EndpointFit.check(at, input);
            Output output = OutputDraft.of(input, draft(flow.getId(), Passphrases.OUTPUT, at, input, kept));
            flow.addOutputs(output);
        }
    }

    /** With the secret that was sent, or else the stored one of the same name and kind. */
    private EndpointDraft draft(String flow, String side, String at, EndpointInput input, Map<String, Kept> stored) {
        Family family = input.transport().family();
        String sent = sentSecret(input);
        if (sent == null) {
            Kept kept = stored.getOrDefault(input.name(), Kept.NOTHING);
            return kept.secret().family() == family
                    ? new EndpointDraft(at, input, kept.secret(), kept.keyLengthBytes())
                    : new EndpointDraft(at, input, new Secret(family, ""), 0);
        }
        if (sent.isEmpty()) {
            return new EndpointDraft(at, input, new Secret(family, ""), 0);
        }
        checkSecret(at, family, sent);
        return new EndpointDraft(at, input, new Secret(family, passphrases.seal(flow, side, input.name(), sent)), 0);
    }

    private static @Nullable String sentSecret(EndpointInput input) {
        return switch (input.transport().family()) {
            case SRT, RIST -> input.passphrase();
            case RTMP -> input.rtmp() == null ? null : input.rtmp().streamKey();
            case UDP, RTP -> "";
        };
    }

    private static void checkSecret(String at, Family family, String secret) {
        switch (family) {
            case SRT -> Syntax.passphrase(at + "passphrase", secret);
            case RIST -> Syntax.sharedKey(at + "passphrase", secret);
            case RTMP -> Syntax.streamKey(at + "rtmp.streamKey", secret);
            case UDP, RTP -> throw new IllegalStateException(family + " has no secret");
        }
    }
}
