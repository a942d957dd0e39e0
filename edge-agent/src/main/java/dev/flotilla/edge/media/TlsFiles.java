package dev.flotilla.edge.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of RTMPS: {@code certificate.pem} (the chain, our own first) and {@code key.pem} (PKCS 8) for listeners; and
 * {@code authorities.pem}, which a dialled server's certificate may also come from. Read anew for each use, so that renewed
 * files count at once.
 */
final class TlsFiles {
    private static final String CERTIFICATE = "certificate.pem";
    private static final String KEY = "key.pem";
    private static final String AUTHORITIES = "authorities.pem";
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([\\sA-Za-z0-9+/=]+)-----END PRIVATE KEY-----");

    private final Path folder;

    TlsFiles(Path folder) {
        this.folder = folder;
    }

    /** Takes over a socket that was accepted, and speaks TLS on it. */
    SSLSocket secure(Socket accepted) throws IOException {
        var socket = (SSLSocket) server().getSocketFactory().createSocket(accepted, null, true);
        socket.setUseClientMode(false);
        return socket;
    }

    /** For whoever listens. */
    SSLContext server() throws IOException {
        try {
            KeyStore store = empty();
            Certificate[] chain = certificates(CERTIFICATE).toArray(Certificate[]::new);
            store.setKeyEntry("rtmps", key(), new char[0], chain);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("RTMPS needs a certificate and its key in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** For whoever dials: trusts what the system trusts, or the authorities in the folder where there are some. */
    SSLContext client() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("RTMPS cannot read the authorities in " + folder + ": " + e.getMessage(), e);
        }
    }

    private TrustManager @Nullable [] trust() throws IOException, GeneralSecurityException {
        if (!Files.exists(folder.resolve(AUTHORITIES))) {
            return null;
        }
        KeyStore store = empty();
        for (Certificate authority : certificates(AUTHORITIES)) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private Collection<? extends Certificate> certificates(String name) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(read(name)));
    }

    private PrivateKey key() throws IOException, GeneralSecurityException {
        Matcher pem = PRIVATE_KEY.matcher(new String(read(KEY), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new GeneralSecurityException(KEY + " holds no 'BEGIN PRIVATE KEY'");
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        } catch (GeneralSecurityException notElliptic) {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        }
    }

    private byte[] read(String name) throws IOException {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (NoSuchFileException e) {
            throw new IOException("RTMPS needs the file " + folder.resolve(name), e);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
