package dev.flotilla.edge.uplink;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether events can be kept. That the control center is away makes no node unready: media does not wait for it. */
@Readiness
@Singleton
class SpoolReadiness implements HealthCheck {
    private final Spool spool;

    SpoolReadiness(Spool spool) {
        this.spool = spool;
    }

    @Override
    public HealthCheckResponse call() {
        Spool.Counts counts = spool.counts();
        return HealthCheckResponse.named("spool")
                .status(spool.isWritable())
                .withData("events", counts.events())
                .withData("lost", counts.lost())
                .build();
    }
}
