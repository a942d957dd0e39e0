package dev.flotilla.edge.helmsman;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether MistServer answers. A node without one has nothing to wait for. */
@Readiness
@ApplicationScoped
class HelmsmanReadiness implements HealthCheck {
    private final Signs signs;

    /** Where to look. */
    record Signs(boolean isOn, Optional<Beside> beside) {}

    HelmsmanReadiness(Signs signs) {
        this.signs = signs;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("helmsman").withData("switched on", signs.isOn());
        if (signs.beside().isEmpty()) {
            return response.up().build();
        }
        Beside mist = signs.beside().get();
        List<String> problems = mist.problems();
        response.status(mist.state().isAnswering())
                .withData("MistServer answers", mist.state().isAnswering())
                .withData("version", mist.state().version());
        if (!problems.isEmpty()) {
            response.withData("problem", String.join(" ", problems));
        }
        return response.build();
    }
}
