package dev.flotilla.edge.uplink;

import dev.flotilla.edge.event.Spool;
import jakarta.inject.Singleton;
import java.util.List;
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
        List<String> problems = spool.problems();
        var response = HealthCheckResponse.named("spool")
                .status(problems.isEmpty())
                .withData("events", counts.events())
                .withData("lost", counts.lost())
                .withData("unreadable", counts.unreadable());
        if (!problems.isEmpty()) {
            response.withData("problem", String.join(" ", problems));
        }
        return response.build();
    }
}
