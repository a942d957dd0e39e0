package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.Peer;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Reads from the certificate of each call which node makes it, and lets in those of this node's tenant whose certificate was not
 * taken back. The handshake has checked who signed it.
 */
final class CallerIdentity implements ServerInterceptor {
    private static final Context.Key<Peer> KEY = Context.key("node");

    private final Supplier<Optional<Identity>> own;
    private final Predicate<String> isRevoked;

    CallerIdentity(Supplier<Optional<Identity>> own, Predicate<String> isRevoked) {
        this.own = own;
        this.isRevoked = isRevoked;
    }

    /** The node that makes the present call. */
    static Peer present() {
        return KEY.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
            if (session == null) {
                return refused(call, Status.UNAUTHENTICATED, "The call has no TLS session.");
            }
            Peer peer = Peer.of((X509Certificate) session.getPeerCertificates()[0]);
            if (own.get()
                    .filter(identity -> identity.tenant().equals(peer.tenant()))
                    .isEmpty()) {
                return refused(call, Status.PERMISSION_DENIED, "This Foghorn serves another tenant.");
            }
            if (isRevoked.test(peer.serial())) {
                return refused(call, Status.PERMISSION_DENIED, "The certificate of this node was revoked.");
            }
            return Contexts.interceptCall(Context.current().withValue(KEY, peer), call, headers, next);
        } catch (SSLPeerUnverifiedException | IllegalArgumentException e) {
            return refused(call, Status.UNAUTHENTICATED, "A node's certificate is required: " + e.getMessage());
        }
    }

    private static <Q, A> ServerCall.Listener<Q> refused(ServerCall<Q, A> call, Status status, String why) {
        call.close(status.withDescription(why), new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
