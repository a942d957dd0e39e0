package dev.flotilla.control.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The uplink's door, seen by TLS clients that offer one thing or another. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class ServerTlsIT {
    private static final int DEADLINE_MS = 10_000;

    @Inject
    Certificates certificates;

    @Inject
    ServerIdentity identity;

    @ConfigProperty(name = "quarkus.grpc.server.port")
    int port;

    @Test
    void letsANodeOfOursIn() throws Exception {
        try (var socket = connect(certificates.authority(), "TLSv1.3")) {
            assertThat(hasRoom(socket)).isTrue();
        }
    }

    @Test
    void refusesACertificateOfAnotherAuthority() throws Exception {
        Authority foreign = Authority.create(Instant.now());
        try (var socket = connect(foreign, "TLSv1.3")) {
            assertThatThrownBy(() -> hasRoom(socket)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void refusesAnythingOlderThanTls13() throws Exception {
        try (var socket = connect(certificates.authority(), "TLSv1.2")) {
            assertThatThrownBy(() -> hasRoom(socket))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("protocol_version");
        }
    }

    @Test
    void showsARenewedCertificateWithoutARestart() throws Exception {
        try (var before = connect(certificates.authority(), "TLSv1.3")) {
            assertThat(hasRoom(before)).isTrue();
            identity.renew(Instant.now().plus(Duration.ofDays(19)));
            try (var tooEarly = connect(certificates.authority(), "TLSv1.3")) {
                assertThat(shownTo(tooEarly)).isEqualTo(shownTo(before));
            }
            identity.renew(Instant.now().plus(Duration.ofDays(21)));
            try (var after = connect(certificates.authority(), "TLSv1.3")) {
                assertThat(hasRoom(after)).isTrue();
                assertThat(shownTo(after))
                        .isNotEqualTo(shownTo(before))
                        .isEqualTo(identity.shown().chain().getFirst());
            }
        }
    }

    /** Whether the server speaks HTTP/2 to this client, which it does once it has accepted the client's certificate. */
    private static boolean hasRoom(SSLSocket socket) throws IOException {
        socket.startHandshake();
        return socket.getInputStream().read() >= 0;
    }

    private static X509Certificate shownTo(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private SSLSocket connect(Authority signer, String protocol) throws Exception {
        KeyPair pair = KeyPairs.create();
        X509Certificate certificate =
                signer.issueToNode(TenantId.random(), NodeId.random(), pair.getPublic(), Instant.now());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("node", pair.getPrivate(), new char[0], new Certificate[] {certificate, signer.certificate()});
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificates.authority().certificate());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(DEADLINE_MS);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        return socket;
    }
}
