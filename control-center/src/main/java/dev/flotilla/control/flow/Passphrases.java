package dev.flotilla.control.flow;

import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals the passphrases of flows, and their shared and stream keys. A definition that is kept holds them sealed, each bound to
 * its flow and to the name of its source or output; only the document for the node holds them open.
 */
@ApplicationScoped
class Passphrases {
    static final String SOURCE = "source";
    static final String OUTPUT = "output";

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
            open(SecretFields.of(source.build()), context(kept.getId(), SOURCE, source.getName()))
                    .ifPresent(secret -> SecretFields.set(source, secret));
        }
        for (Output.Builder output : flow.getOutputsBuilderList()) {
            open(SecretFields.of(output.build()), context(kept.getId(), OUTPUT, output.getName()))
                    .ifPresent(secret -> SecretFields.set(output, secret));
        }
        return flow.build();
    }

    private Optional<String> open(SecretFields.Secret secret, String context) {
        return Optional.of(secret.text())
                .filter(text -> !text.isEmpty())
                .map(text -> seal().open(Base64.getDecoder().decode(text), context))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Seal seal() {
        return secrets.seal("flow passphrases");
    }

    private static String context(String flowId, String side, String name) {
        return String.join("/", flowId, side, name);
    }
}
