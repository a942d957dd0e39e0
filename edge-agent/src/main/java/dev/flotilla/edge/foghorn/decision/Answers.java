package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.proto.event.v1.Place;
import dev.flotilla.proto.foghorn.v1.Keep;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;

/** Makes answers, and says how long a node may repeat them by itself. */
final class Answers {
    /** MistServer's yes. */
    static final String TRUE = "true";

    private Answers() {}

    static TriggerAnswer.Builder value(String value, Duration fresh, Duration grace) {
        return lasting(TriggerAnswer.newBuilder().setValue(value), fresh, grace);
    }

    static TriggerAnswer.Builder keep(Duration fresh, Duration grace) {
        return lasting(TriggerAnswer.newBuilder().setKeep(Keep.getDefaultInstance()), fresh, grace);
    }

    /** What is refused may be granted at the next try. */
    static TriggerAnswer.Builder denied(String reason) {
        return TriggerAnswer.newBuilder().setDenied(reason);
    }

    static TriggerAnswer.Builder offline(String reason) {
        return TriggerAnswer.newBuilder().setOffline(reason);
    }

    static TriggerAnswer.Builder unavailable(String why) {
        return TriggerAnswer.newBuilder().setUnavailable(why);
    }

    /** Adds what the question was about. */
    static TriggerAnswer.Builder about(TriggerAnswer.Builder answer, StreamRecord stream, Place place) {
        return answer.setStreamId(stream.getId()).setStream(stream.getName()).setPlace(place);
    }

    private static TriggerAnswer.Builder lasting(TriggerAnswer.Builder answer, Duration fresh, Duration grace) {
        return answer.setFreshMs((int) fresh.toMillis()).setGraceMs((int) grace.toMillis());
    }
}
