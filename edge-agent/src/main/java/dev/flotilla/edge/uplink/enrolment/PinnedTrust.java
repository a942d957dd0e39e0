package dev.flotilla.edge.uplink.enrolment;

import dev.flotilla.edge.uplink.identity.Peer;
import dev.flotilla.enrolment.BootstrapToken;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts one server for one enrolment: its chain must hold the authority that the token pins, must be valid under that
 * authority alone, and must be for the host that was asked; where a relay was asked, it must be no node's. What the system
 * trusts plays no part.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final BootstrapToken token;
    private final boolean isRelayed;
    private volatile EnrolmentResult.@Nullable Refused refusal;

    PinnedTrust(BootstrapToken token, boolean isRelayed) {
        this.token = token;
        this.isRelayed = isRelayed;
    }

    /** Why the server was not trusted; nothing when it was, or when none answered. */
    Optional<EnrolmentResult.Refused> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        X509Certificate authority = Arrays.stream(chain)
                .filter(token::pins)
                .findFirst()
                .orElseThrow(() -> refused(
                        EnrolmentFault.WRONG_AUTHORITY,
                        "its certificate was issued by '"
                                + chain[chain.length - 1]
                                        .getIssuerX500Principal()
                                        .getName() + "'"));
        X509ExtendedTrustManager onlyThat = trusting(authority);
        try {
            onlyThat.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw refused(
                    EnrolmentFault.CENTER_CERTIFICATE,
                    "valid from " + chain[0].getNotBefore().toInstant() + " to "
                            + chain[0].getNotAfter().toInstant() + ", " + rootMessage(e));
        }
        if (isRelayed) {
            refuseANode(chain[0]);
            return;
        }
        try {
            onlyThat.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw refused(EnrolmentFault.WRONG_HOST_NAME, rootMessage(e));
        }
    }

    /** Nodes have certificates of the same authority, and none of them may be given the token. */
    private void refuseANode(X509Certificate certificate) throws CertificateException {
        Peer node;
        try {
            node = Peer.of(certificate);
        } catch (IllegalArgumentException isNoNode) {
            return;
        }
        throw refused(EnrolmentFault.WRONG_HOST_NAME, "it is that of the node " + node.node());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("without a host name no server can be trusted");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("enrolment speaks through an SSLEngine");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("enrolment serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("enrolment serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("enrolment serves nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private CertificateException refused(EnrolmentFault fault, String particulars) {
        var why = new EnrolmentResult.Refused(fault, particulars);
        refusal = why;
        return new CertificateException(why.sentence());
    }

    private static X509ExtendedTrustManager trusting(X509Certificate authority) throws CertificateException {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("authority", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager usable) {
                    return usable;
                }
            }
            throw new CertificateException("this Java platform has no PKIX trust manager");
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the authority cannot be used: " + e.getMessage(), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
