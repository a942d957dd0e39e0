package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.certificate.NodeIdentity;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Reads from the certificate of each call which node makes it. The handshake has checked who signed it. */
@ApplicationScoped
public class CallerIdentity implements ServerInterceptor {
    private static final String NAME = "node identity";
    private static final Context.Key<NodeIdentity> KEY = Context.key(NAME);

    /** The node that makes the present call. */
    public static NodeIdentity present() {
        return KEY.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
            if (session == null) {
                throw new IllegalArgumentException("the call has no TLS session");
            }
            NodeIdentity identity = of(session);
            return Contexts.interceptCall(Context.current().withValue(KEY, identity), call, headers, next);
        } catch (SSLPeerUnverifiedException | IllegalArgumentException e) {
            call.close(
                    Status.UNAUTHENTICATED.withDescription("A node's certificate is required: " + e.getMessage()),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    /** Read with the session's first call, and kept with it. */
    private static NodeIdentity of(SSLSession session) throws SSLPeerUnverifiedException {
        if (session.getValue(NAME) instanceof NodeIdentity known) {
            return known;
        }
        NodeIdentity identity = NodeIdentity.of((X509Certificate) session.getPeerCertificates()[0]);
        session.putValue(NAME, identity);
        return identity;
    }
}
