package dev.flotilla.edge.mroute;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether flows can be changed and run: the engine answers, and the store can be written. */
@Readiness
@ApplicationScoped
class MrouteReadiness implements HealthCheck {
    private final Signs signs;

    /** Where to look. */
    record Signs(
            boolean isOn,
            BooleanSupplier engineAnswers,
            BooleanSupplier storeIsWritable,
            Supplier<Duration> sinceLastLook) {}

    MrouteReadiness(Signs signs) {
        this.signs = signs;
    }

    @Override
    public HealthCheckResponse call() {
        if (!signs.isOn) {
            return HealthCheckResponse.named("mroute")
                    .up()
                    .withData("switched on", false)
                    .build();
        }
        boolean engineAnswers = signs.engineAnswers.getAsBoolean();
        boolean storeIsWritable = signs.storeIsWritable.getAsBoolean();
        return HealthCheckResponse.named("mroute")
                .status(engineAnswers && storeIsWritable)
                .withData("engine answers", engineAnswers)
                .withData("store is writable", storeIsWritable)
                .build();
    }

    /** Whether the watch over the engine still turns; where it hangs, only a restart of the agent helps. */
    @Liveness
    @ApplicationScoped
    static class Watching implements HealthCheck {
        private static final Duration TOO_LONG = Duration.ofSeconds(60);

        private final Signs signs;

        Watching(Signs signs) {
            this.signs = signs;
        }

        @Override
        public HealthCheckResponse call() {
            Duration since = signs.sinceLastLook.get();
            return HealthCheckResponse.named("mroute watch")
                    .status(!signs.isOn || since.compareTo(TOO_LONG) < 0)
                    .withData("seconds since the last look", since.toSeconds())
                    .build();
        }
    }
}
