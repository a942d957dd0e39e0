package dev.flotilla.edge.uplink;

import dev.flotilla.edge.uplink.identity.UplinkAddress;
import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in words why a call to the control center failed. */
final class CallFailure {
    private CallFailure() {}

    static String words(Status status, UplinkAddress address) {
        var untrusted = cause(status, CertificateException.class);
        if (untrusted.isPresent()) {
            return "the certificate of " + address + " is not to be trusted: "
                    + untrusted.get().getMessage();
        }
        var handshake = cause(status, SSLException.class);
        if (handshake.isPresent()) {
            return address + " refuses this node's certificate or speaks no TLS 1.3: "
                    + handshake.get().getMessage();
        }
        if (cause(status, UnknownHostException.class).isPresent()) {
            return "no address is known for " + address.host();
        }
        if (cause(status, ConnectException.class).isPresent()) {
            return "nobody takes connections at " + address;
        }
        String description = status.getDescription();
        return status.getCode() + (description == null ? "" : ": " + description);
    }

    private static <T extends Throwable> Optional<T> cause(Status status, Class<T> kind) {
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
