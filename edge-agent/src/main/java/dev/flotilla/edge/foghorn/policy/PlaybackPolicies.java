package dev.flotilla.edge.foghorn.policy;

import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Decides who may watch. A stream whose policy says nothing is watched by nobody. For any thread; never blocks. */
public final class PlaybackPolicies implements AutoCloseable {
    private final SignedTokens tokens = new SignedTokens();
    private final Webhooks webhooks;
    private final InstantSource clock;

    PlaybackPolicies(Webhooks webhooks, InstantSource clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * What can be said when a viewer asks for the way, before there is a session: no webhook is called yet, since it will be
     * when the session begins.
     */
    public Verdict beforehand(PlaybackPolicy policy, String token) {
        return switch (policy.getPolicyCase()) {
            case PUBLIC, WEBHOOK -> Verdict.ALLOWED;
            case SIGNED_TOKEN -> tokens.check(policy.getSignedToken(), token, clock.instant());
            case POLICY_NOT_SET -> Verdict.denied("policy-empty");
        };
    }

    /** Whether a session may begin, or go on. Done within ten seconds. */
    public CompletionStage<Verdict> check(PlaybackPolicy policy, Visit visit) {
        return policy.hasWebhook()
                ? webhooks.ask(policy.getWebhook(), visit)
                : CompletableFuture.completedFuture(beforehand(policy, visit.token()));
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
