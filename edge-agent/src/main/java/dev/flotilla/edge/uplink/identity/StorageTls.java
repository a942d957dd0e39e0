package dev.flotilla.edge.uplink.identity;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards the object storage, which may be the control center itself: servers are trusted that a public authority or the
 * fleet's own has signed, under the name by which they are called.
 */
public final class StorageTls extends X509ExtendedTrustManager {
    private final Supplier<Optional<Identity>> identity;
    private final X509ExtendedTrustManager everybodys;

    private StorageTls(Supplier<Optional<Identity>> identity) throws GeneralSecurityException {
        this.identity = identity;
        this.everybodys = managerOf(null);
    }

    /** For clients; each handshake goes by the identity that the node has then. */
    public static SSLContext of(Supplier<Optional<Identity>> identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new StorageTls(identity)}, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java platform has no TLS", broken);
        }
    }

    /** One way of looking at a server's certificate. */
    private interface Check {
        /** Returns when the server is trusted. */
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void check(Check check) throws CertificateException {
        try {
            check.by(everybodys);
        } catch (CertificateException unknown) {
            Optional<Identity> own = identity.get();
            if (own.isEmpty()) {
                throw unknown;
            }
            check.by(ofFleet(own.get()));
        }
    }

    private static X509ExtendedTrustManager ofFleet(Identity own) throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("fleet", own.authority());
            return managerOf(store);
        } catch (GeneralSecurityException | IOException broken) {
            throw new CertificateException("the fleet's authority cannot be used: " + broken.getMessage(), broken);
        }
    }

    /** @param store null for the public authorities that this machine trusts */
    private static X509ExtendedTrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody calls here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("nobody calls here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("nobody calls here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
