package dev.flotilla.edge.mroute.flow;

import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.RistReceiver;
import dev.flotilla.proto.flow.v1.RistSender;

/** Makes of a RIST transport what the engine runs. */
final class RistSpecs {
    private RistSpecs() {}

    static RistReceiver receiver(Transport.RistReceiver transport) {
        Transport.RistOptions options = transport.options();
        var receiver = RistReceiver.newBuilder()
                .setAddress(transport.address())
                .setPort(transport.port())
                .setProfile(profile(options));
        if (options.buffer() != null) {
            receiver.setBufferMs((int) options.buffer().toMillis());
        }
        if (options.encryption() != null) {
            receiver.setSecret(options.encryption().passphrase())
                    .setKeyLengthBytes(options.encryption().keyLengthBytes());
        }
        return receiver.build();
    }

    static RistSender sender(Transport.RistSender transport) {
        Transport.RistOptions options = transport.options();
        var sender = RistSender.newBuilder()
                .setHost(transport.host())
                .setPort(transport.port())
                .setProfile(profile(options));
        if (options.buffer() != null) {
            sender.setBufferMs((int) options.buffer().toMillis());
        }
        if (options.encryption() != null) {
            sender.setSecret(options.encryption().passphrase())
                    .setKeyLengthBytes(options.encryption().keyLengthBytes());
        }
        return sender.build();
    }

    private static RistProfile profile(Transport.RistOptions options) {
        return options.isMain() ? RistProfile.RIST_PROFILE_MAIN : RistProfile.RIST_PROFILE_SIMPLE;
    }
}
