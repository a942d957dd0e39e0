package dev.flotilla.edge.foghorn.policy;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** Policies for tests of other features. */
public final class TestPolicies {
    private static final Vertx VERTX = Vertx.vertx();

    private TestPolicies() {}

    /** Webhooks may go nowhere. */
    public static PlaybackPolicies withoutWebhooks() {
        Clock clock = Clock.systemUTC();
        return new PlaybackPolicies(new Webhooks(VERTX, new OutsideGuard(List.of()), 1, clock), clock);
    }
}
