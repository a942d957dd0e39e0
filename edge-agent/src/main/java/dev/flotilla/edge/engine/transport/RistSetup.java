package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.rist.RistProfile;
import dev.flotilla.natives.rist.RistSettings;
import dev.flotilla.proto.flow.v1.RistReceiver;
import dev.flotilla.proto.flow.v1.RistSender;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Reads RIST's settings out of a specification. */
public final class RistSetup {
    private static final int DEFAULT_BUFFER_MS = 1_000;
    private static final int DEFAULT_KEY_BYTES = 16;

    private RistSetup() {}

    public static RistSettings settings(RistReceiver spec) {
        return settings(
                spec.getProfile(),
                spec.getSecret(),
                spec.getKeyLengthBytes(),
                spec.hasBufferMs() ? spec.getBufferMs() : DEFAULT_BUFFER_MS);
    }

    public static RistSettings settings(RistSender spec) {
        return settings(
                spec.getProfile(),
                spec.getSecret(),
                spec.getKeyLengthBytes(),
                spec.hasBufferMs() ? spec.getBufferMs() : DEFAULT_BUFFER_MS);
    }

    private static RistSettings settings(
            dev.flotilla.proto.flow.v1.RistProfile profile, String secret, int keyLengthBytes, int bufferMs) {
        boolean isMain = profile == dev.flotilla.proto.flow.v1.RistProfile.RIST_PROFILE_MAIN;
        return new RistSettings(
                isMain ? RistProfile.MAIN : RistProfile.SIMPLE,
                secret,
                keyLengthBytes == 0 ? DEFAULT_KEY_BYTES : keyLengthBytes,
                bufferMs);
    }

    /** Where a receiver listens: the address of the specification, or all of IPv4. */
    public static InetSocketAddress local(RistReceiver spec) {
        String address = spec.getAddress().isEmpty() ? "0.0.0.0" : spec.getAddress();
        return new InetSocketAddress(InetAddress.ofLiteral(address), spec.getPort());
    }
}
