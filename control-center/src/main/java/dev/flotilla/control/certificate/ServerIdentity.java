package dev.flotilla.control.certificate;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The certificate that this replica shows. Its key never leaves the process; it is replaced at two thirds of its life. */
@Startup
@ApplicationScoped
public class ServerIdentity {
    /** A key with its chain: the server's certificate, then the authority's. */
    record Shown(PrivateKey key, List<X509Certificate> chain) {
        Instant renewAt() {
            var certificate = chain.getFirst();
            Instant from = certificate.getNotBefore().toInstant();
            long lifeSeconds = certificate.getNotAfter().toInstant().getEpochSecond() - from.getEpochSecond();
            return from.plusSeconds(lifeSeconds * 2 / 3);
        }
    }

    private static final Logger LOG = Logger.getLogger(ServerIdentity.class);

    private final Authority authority;
    private final List<String> names;
    private final Clock clock = Clock.systemUTC();
    private volatile Shown shown;

    ServerIdentity(Certificates certificates, @ConfigProperty(name = "flotilla.public-host") String publicHost) {
        this.authority = certificates.authority();
        this.names = names(publicHost);
        this.shown = issue();
    }

    Shown shown() {
        return shown;
    }

    X509Certificate authority() {
        return authority.certificate();
    }

    @Scheduled(every = "1h", identity = "server-certificate")
    void renew() {
        renew(clock.instant());
    }

    void renew(Instant now) {
        if (now.isAfter(shown.renewAt())) {
            shown = issue();
            LOG.infof("New server certificate for %s", names);
        }
    }

    private Shown issue() {
        KeyPair pair = KeyPairs.create();
        var certificate = authority.issueToServer(names, pair.getPublic(), clock.instant());
        return new Shown(pair.getPrivate(), List.of(certificate, authority.certificate()));
    }

    private static List<String> names(String publicHost) {
        var names = new LinkedHashSet<>(List.of(publicHost, "localhost", "127.0.0.1"));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            LOG.warnf(
                    "This machine's own name cannot be resolved, so the server certificate leaves it out: %s",
                    e.getMessage());
        }
        return List.copyOf(names);
    }
}
