package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.proto.foghorn.v1.DvrSettings;
import dev.flotilla.proto.foghorn.v1.PushRewrite;
import dev.flotilla.proto.foghorn.v1.PushTarget;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Whether a publisher may begin, under which name, and what is to be done with the stream. */
final class PushDecision {
    /** Each publisher is looked at; while nobody can, those come back who were admitted within the hour. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final StreamDirectory directory;
    private final Claims claims;
    private final Places places;

    PushDecision(StreamDirectory directory, Claims claims, Places places) {
        this.directory = directory;
        this.claims = claims;
        this.places = places;
    }

    CompletionStage<TriggerAnswer.Builder> answer(String nodeId, PushRewrite push) {
        return directory.byStreamKey(push.getStreamKey().replace(' ', '+')).thenApply(lookup -> switch (lookup) {
            case Lookup.Found(StreamRecord stream, var _) ->
                Answers.about(admit(nodeId, stream), stream, places.place(push.getAddress()));
            case Lookup.Unknown(boolean isNotEntitled) ->
                Answers.denied(isNotEntitled ? "cluster-not-entitled" : "invalid-stream-key");
            case Lookup.Unavailable(String why) -> Answers.unavailable(why);
        });
    }

    private TriggerAnswer.Builder admit(String nodeId, StreamRecord stream) {
        if (stream.getIsSuspended()) {
            return Answers.denied("account-suspended");
        }
        if (stream.hasPullSource()) {
            return Answers.denied("pull-mode");
        }
        MistName name = MistName.live(stream.getName());
        Optional<String> other = claims.claim(name, nodeId);
        if (other.isPresent()) {
            return Answers.denied("duplicate-ingest");
        }
        TriggerAnswer.Builder answer = Answers.value(name.toString(), Duration.ZERO, GRACE);
        stream.getPushTargetsList()
                .forEach(target -> answer.addPushTargets(
                        PushTarget.newBuilder().setId(target.getId()).setUrl(target.getUrl())));
        if (stream.hasRecording()) {
            answer.setRecording(DvrSettings.newBuilder()
                    .setWindowS(stream.getRecording().getWindowS())
                    .setSegmentS(stream.getRecording().getSegmentS()));
        }
        return answer;
    }
}
