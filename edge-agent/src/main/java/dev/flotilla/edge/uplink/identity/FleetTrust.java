package dev.flotilla.edge.uplink.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts nodes of the fleet, whichever end of a connection they are: the certificate is signed by the authority of this node's
 * present identity, is valid now, names a node, and that node is acceptable. Host names play no part: a node is its id.
 */
final class FleetTrust extends X509ExtendedTrustManager {
    /** Says whether a node of the fleet is who is wanted. */
    interface Acceptance {
        /**
         * Lets the handshake go on.
         *
         * @throws CertificateException with words for people, when it is somebody else
         */
        void check(Identity own, Peer peer) throws CertificateException;
    }

    private final Supplier<Identity> own;
    private final Acceptance acceptance;

    FleetTrust(Supplier<Identity> own, Acceptance acceptance) {
        this.own = own;
        this.acceptance = acceptance;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        try {
            Identity identity = own.get();
            var authority = new PKIXParameters(Set.of(new TrustAnchor(identity.authority(), null)));
            authority.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain[0])), authority);
            acceptance.check(identity, Peer.of(chain[0]));
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException | IllegalStateException | IllegalArgumentException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
