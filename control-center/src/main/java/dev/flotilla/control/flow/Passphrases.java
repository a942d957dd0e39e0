package dev.flotilla.control.flow;

import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Seals the passphrases of flows. A definition that is kept holds them sealed, each bound to its flow and to the name of its
 * source or output; only the document for the node holds them open.
 */
@ApplicationScoped
class Passphrases {
    private final Secrets secrets;

    Passphrases(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The sealed form, as text. */
    String seal(String flowId, String side, String name, String passphrase) {
        byte[] sealed = seal().close(passphrase.getBytes(StandardCharsets.UTF_8), context(flowId, side, name));
        return Base64.getEncoder().encodeToString(sealed);
    }

    /** The flow as its node needs it. */
    FlowSpec open(FlowSpec kept) {
        FlowSpec.Builder flow = kept.toBuilder();
        for (Source.Builder source : flow.getSourcesBuilderList()) {
            switch (source.getTransportCase()) {
                case SRT_LISTENER ->
                    open(source.getSrtListenerBuilder().getOptionsBuilder(), kept, "source", source.getName());
                case SRT_CALLER ->
                    open(source.getSrtCallerBuilder().getOptionsBuilder(), kept, "source", source.getName());
                case UDP, RTP, RIST, RTMP_LISTENER, RTMP_CALLER, TRANSPORT_NOT_SET -> {}
            }
        }
        for (Output.Builder output : flow.getOutputsBuilderList()) {
            switch (output.getTransportCase()) {
                case SRT_LISTENER ->
                    open(output.getSrtListenerBuilder().getOptionsBuilder(), kept, "output", output.getName());
                case SRT_CALLER ->
                    open(output.getSrtCallerBuilder().getOptionsBuilder(), kept, "output", output.getName());
                case UDP, RTP, RIST, RTMP, TRANSPORT_NOT_SET -> {}
            }
        }
        return flow.build();
    }

    private void open(SrtOptions.Builder options, FlowSpec flow, String side, String name) {
        if (!options.getPassphrase().isEmpty()) {
            byte[] sealed = Base64.getDecoder().decode(options.getPassphrase());
            byte[] passphrase = seal().open(sealed, context(flow.getId(), side, name));
            options.setPassphrase(new String(passphrase, StandardCharsets.UTF_8));
        }
    }

    private Seal seal() {
        return secrets.seal("flow passphrases");
    }

    private static String context(String flowId, String side, String name) {
        return String.join("/", flowId, side, name);
    }
}
