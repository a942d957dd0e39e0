package dev.flotilla.edge.uplink.identity;

import dev.flotilla.id.NodeId;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Mutual TLS 1.3 between nodes of one fleet, for gRPC. Each handshake goes by the identity that the node has then. */
public final class NodeTls {
    private static final String TLS = "TLSv1.3";

    private NodeTls() {}

    /** The end that listens: any node of the fleet may shake hands; what it may do is for the call to decide. */
    public static SslContext server(Supplier<Optional<Identity>> identity) throws SSLException {
        Supplier<Identity> own = present(identity);
        return GrpcSslContexts.configure(SslContextBuilder.forServer(new IdentityKeyManager(own)), SslProvider.JDK)
                .protocols(TLS)
                .clientAuth(ClientAuth.REQUIRE)
                .trustManager(new FleetTrust(own, (_, _) -> {}))
                .build();
    }

    /**
     * The end that calls a node of its own tenant.
     *
     * @param expected that node, where it is known
     * @param isRevoked whether the certificate with that serial was taken back
     */
    public static SslContext client(
            Supplier<Optional<Identity>> identity, Optional<NodeId> expected, Predicate<String> isRevoked)
            throws SSLException {
        Supplier<Identity> own = present(identity);
        return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                .protocols(TLS)
                .keyManager(new IdentityKeyManager(own))
                .trustManager(new FleetTrust(own, (us, peer) -> check(us, peer, expected, isRevoked)))
                .build();
    }

    private static void check(Identity own, Peer peer, Optional<NodeId> expected, Predicate<String> isRevoked)
            throws CertificateException {
        if (!peer.tenant().equals(own.tenant())) {
            throw new CertificateException("node " + peer.node() + " is of another tenant");
        }
        if (expected.isPresent() && !expected.get().equals(peer.node())) {
            throw new CertificateException("node " + peer.node() + " answers in the place of " + expected.get());
        }
        if (isRevoked.test(peer.serial())) {
            throw new CertificateException("the certificate of node " + peer.node() + " was revoked");
        }
    }

    private static Supplier<Identity> present(Supplier<Optional<Identity>> identity) {
        return () -> identity.get().orElseThrow(() -> new IllegalStateException("this node is not enrolled"));
    }
}
