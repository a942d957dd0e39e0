package dev.flotilla.control.certificate;

import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands this replica's certificate to its servers, and demands a node's certificate of whoever comes by gRPC. */
final class ServerTls {
    private ServerTls() {}

    /** HTTPS. Asked before the database is there, so the certificate is looked for at each handshake only. */
    @ApplicationScoped
    @Identifier("center")
    static class Https implements KeyStoreProvider, HttpServerOptionsCustomizer {
        private final Provider<ServerIdentity> identity;
        private final String host;

        Https(Provider<ServerIdentity> identity, @ConfigProperty(name = "flotilla.https.host") String host) {
            this.identity = identity;
            this.host = host;
        }

        @Override
        public KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
            return new KeyStoreAndKeyCertOptions(
                    emptyKeyStore(),
                    KeyCertOptions.wrap(
                            new ServerKeyManager(() -> identity.get().shown())));
        }

        @Override
        public void customizeHttpsServer(HttpServerOptions options) {
            options.setHost(host);
        }
    }

    /**
     * The agents' gRPC: TLS 1.3 and nothing older, a certificate of our authority required. Quarkus sets both of these from its
     * own configuration, after it has asked here.
     */
    @ApplicationScoped
    static class Grpc implements ServerBuilderCustomizer<VertxServerBuilder> {
        private final ServerIdentity identity;

        Grpc(ServerIdentity identity) {
            this.identity = identity;
        }

        @Override
        public void customize(GrpcServerConfiguration configuration, VertxServerBuilder builder) {
            builder.useSsl(options -> options.setSsl(true)
                    .setKeyCertOptions(KeyCertOptions.wrap(new ServerKeyManager(identity::shown)))
                    .setTrustOptions(TrustOptions.wrap(trustOnlyAuthority())));
        }

        private X509TrustManager trustOnlyAuthority() {
            try {
                KeyStore store = emptyKeyStore();
                store.setCertificateEntry("authority", identity.authority());
                var factory = TrustManagerFactory.getInstance("PKIX");
                factory.init(store);
                return (X509TrustManager) factory.getTrustManagers()[0];
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("PKIX is part of every Java platform", e);
            }
        }
    }

    private static KeyStore emptyKeyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("PKCS#12 is part of every Java platform", e);
        }
    }
}
