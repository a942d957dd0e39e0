package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.policy.PlaybackPolicies;
import dev.flotilla.edge.foghorn.policy.Verdict;
import dev.flotilla.edge.foghorn.policy.Visit;
import dev.flotilla.proto.foghorn.v1.PlayRewrite;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which stream somebody means who wants to watch. Whether it may be watched is asked when the session begins; only where
 * MistServer tells of no session, it is asked here.
 */
final class PlayDecision {
    /** MistServer asks for each connection of each player. */
    private static final Duration FRESH = Duration.ofSeconds(30);
    /** A name does not change its meaning. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final Watchables watchables;
    private final PlaybackPolicies policies;
    private final Places places;
    private final boolean keepsUnknown;

    /** @param keepsUnknown whether streams that the control center does not know may be watched by MistServer's own rules */
    PlayDecision(Watchables watchables, PlaybackPolicies policies, Places places, boolean keepsUnknown) {
        this.watchables = watchables;
        this.policies = policies;
        this.places = places;
        this.keepsUnknown = keepsUnknown;
    }

    CompletionStage<TriggerAnswer.Builder> answer(PlayRewrite play) {
        if (play.getAddress().isEmpty() || play.getConnector().equals(Connectors.REPLICATION)) {
            return CompletableFuture.completedFuture(Answers.keep(FRESH, GRACE));
        }
        return watchables.find(MistName.parse(play.getRequested())).thenCompose(found -> switch (found) {
            case Lookup.Found(StreamRecord stream, var artifact) ->
                answer(play, stream, MistName.of(stream, artifact).toString())
                        .thenApply(answer -> Answers.about(answer, stream, places.place(play.getAddress())));
            case Lookup.Unknown(boolean isNotEntitled) ->
                CompletableFuture.completedFuture(
                        keepsUnknown && !isNotEntitled
                                ? Answers.keep(FRESH, GRACE)
                                : Answers.denied("stream-not-found"));
            case Lookup.Unavailable(String why) -> CompletableFuture.completedFuture(Answers.unavailable(why));
        });
    }

    private CompletionStage<TriggerAnswer.Builder> answer(PlayRewrite play, StreamRecord stream, String name) {
        if (stream.getIsSuspended()) {
            return CompletableFuture.completedFuture(Answers.denied("account-suspended"));
        }
        if (!Connectors.isWithoutSession(play.getConnector())
                || stream.getPolicy().hasPublic()) {
            return CompletableFuture.completedFuture(Answers.value(name, FRESH, GRACE));
        }
        Visit visit = new Visit(
                stream.getName(),
                "",
                play.getAddress(),
                play.getUrl(),
                Urls.query(play.getUrl()).get("jwt"),
                play.getConnector());
        return policies.check(stream.getPolicy(), visit).thenApply(verdict -> switch (verdict) {
            case Verdict.Allowed() -> Answers.value(name, Duration.ZERO, Duration.ZERO);
            case Verdict.Denied(String reason) -> Answers.denied(reason);
        });
    }
}
