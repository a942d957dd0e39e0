package dev.flotilla.control.drain;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Halves the time between SIGTERM and the end: in the first half new connections may still come, in the second long calls move to
 * other replicas while requests under way are answered.
 */
@ApplicationScoped
class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final Event<Leaving> leaving;
    private final Duration delay;

    Drain(
            Event<Leaving> leaving,
            @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0s") Duration delay) {
        this.leaving = leaving;
        this.delay = delay;
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.infof("Not ready any more; stops in %s", delay);
        Thread.ofPlatform().daemon().name("drain").start(this::leave);
    }

    private void leave() {
        try {
            Thread.sleep(delay.dividedBy(2));
            leaving.fire(new Leaving());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
