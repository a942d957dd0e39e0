package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.policy.PlaybackPolicies;
import dev.flotilla.edge.foghorn.policy.SourceGuard;
import dev.flotilla.edge.foghorn.relay.ArtifactStreams;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the parts of decisions together. */
@Singleton
class DecisionUnit {
    @Produces
    @Singleton
    Decisions decisions(
            DecisionConfig config,
            StreamDirectory directory,
            Instance<ArtifactStreams> artifacts,
            PlaybackPolicies policies,
            Region region,
            Places places,
            RoutingEvents events,
            SourceGuard sources) {
        boolean keepsUnknown = config.unknownStreams() == DecisionConfig.Unknown.KEEP;
        // Who knows of artifacts needs decisions to be made first.
        Watchables watchables =
                new Watchables(directory, hash -> artifacts.get().streamOf(hash));
        Claims claims = new Claims(region, System::nanoTime);
        Audience audience = new Audience(System::nanoTime);
        var byTrigger = new TriggerDecisions.ByTrigger(
                new PushDecision(directory, claims, places),
                new PlayDecision(watchables, policies, places, keepsUnknown),
                new ViewerDecision(watchables, policies, region, places, audience, keepsUnknown),
                new SourceDecision(directory, claims, region, events, sources::mayFetch));
        return new TriggerDecisions(byTrigger, region, events, System::nanoTime);
    }
}
