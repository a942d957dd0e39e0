package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import java.util.Optional;

/** What a part of this node knows better than any Foghorn. A bean of this type is found by itself. Answers at once, on any thread. */
public interface LocalAnswers {
    /** Where the stream comes from; empty when a Foghorn is to say. */
    default Optional<String> source(MistStream stream) {
        return Optional.empty();
    }

    /** Whether this node itself wants that output, so that nobody else needs to allow it. */
    default boolean isOwn(MistStream stream, String target) {
        return false;
    }

    /** The fleet's id of that push target; empty when it is none. */
    default String targetId(MistStream stream, String target) {
        return "";
    }
}
