package dev.flotilla.edge.engine.flow;

import dev.flotilla.natives.rist.RistSettings;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.RistReceiver;
import dev.flotilla.proto.flow.v1.RistSender;
import java.nio.charset.StandardCharsets;

/** The rules for RIST. */
final class RistRules {
    private static final int MAX_BUFFER_MS = 30_000;

    private final FieldRules fields;

    RistRules(FieldRules fields) {
        this.fields = fields;
    }

    void check(RistReceiver receiver) throws InvalidFlowException {
        fields.address("rist.address", receiver.getAddress());
        port(receiver.getProfile(), receiver.getPort());
        secret(receiver.getProfile(), receiver.getSecret(), receiver.getKeyLengthBytes());
        if (receiver.hasBufferMs()) {
            fields.range("rist.buffer_ms", receiver.getBufferMs(), 1, MAX_BUFFER_MS);
        }
    }

    void check(RistSender sender) throws InvalidFlowException {
        fields.host("rist.host", sender.getHost());
        port(sender.getProfile(), sender.getPort());
        secret(sender.getProfile(), sender.getSecret(), sender.getKeyLengthBytes());
        if (sender.hasBufferMs()) {
            fields.range("rist.buffer_ms", sender.getBufferMs(), 1, MAX_BUFFER_MS);
        }
    }

    private void port(RistProfile profile, int port) throws InvalidFlowException {
        if (profile == RistProfile.UNRECOGNIZED) {
            throw fields.refusal("rist.profile", profile, "must be simple or main");
        }
        fields.range("rist.port", port, 1, FieldRules.MAX_PORT);
        if (profile != RistProfile.RIST_PROFILE_MAIN && port % 2 != 0) {
            throw fields.refusal("rist.port", port, "must be even in the simple profile");
        }
    }

    private void secret(RistProfile profile, String secret, int keyLengthBytes) throws InvalidFlowException {
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > RistSettings.MAX_SECRET_BYTES) {
            String rule = "must have at most " + RistSettings.MAX_SECRET_BYTES + " bytes";
            throw fields.refusal("rist.secret", bytes + " bytes", rule);
        }
        if (bytes > 0 && profile != RistProfile.RIST_PROFILE_MAIN) {
            throw fields.refusal("rist.secret", bytes + " bytes", "needs the main profile");
        }
        if (keyLengthBytes != 0 && keyLengthBytes != 16 && keyLengthBytes != 32) {
            throw fields.refusal("rist.key_length_bytes", keyLengthBytes, "must be 0, 16 or 32");
        }
        if (bytes == 0 && keyLengthBytes != 0) {
            throw fields.refusal("rist.key_length_bytes", keyLengthBytes, "needs a secret");
        }
    }
}
