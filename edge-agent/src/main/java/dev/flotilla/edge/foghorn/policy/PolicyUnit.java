package dev.flotilla.edge.foghorn.policy;

import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the parts of playback policies together. */
@Singleton
class PolicyUnit {
    @Produces
    @Singleton
    PlaybackPolicies playbackPolicies(Vertx vertx, PolicyConfig config) {
        Clock clock = Clock.systemUTC();
        return new PlaybackPolicies(new Webhooks(vertx, config.guard(), config.checkedMostCalls(), clock), clock);
    }

    @Produces
    @Singleton
    SourceGuard sourceGuard(PolicyConfig config) {
        return new SourceGuard(config.guard());
    }

    void close(@Disposes SourceGuard guard) {
        guard.close();
    }

    void close(@Disposes PlaybackPolicies policies) {
        policies.close();
    }
}
