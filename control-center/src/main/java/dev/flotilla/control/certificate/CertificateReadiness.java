package dev.flotilla.control.certificate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when there is an authority, and a server certificate that is valid now. */
@Readiness
@ApplicationScoped
class CertificateReadiness implements HealthCheck {
    private final ServerIdentity identity;

    CertificateReadiness(ServerIdentity identity) {
        this.identity = identity;
    }

    @Override
    public HealthCheckResponse call() {
        var certificate = identity.shown().chain().getFirst();
        Instant end = certificate.getNotAfter().toInstant();
        return HealthCheckResponse.named("Server certificate")
                .status(Instant.now().isBefore(end))
                .withData("until", end.toString())
                .withData(
                        "authority",
                        identity.authority().getSubjectX500Principal().getName())
                .build();
    }
}
