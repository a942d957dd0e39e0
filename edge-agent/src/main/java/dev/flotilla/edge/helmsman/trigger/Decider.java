package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.util.concurrent.CompletionStage;

/** Whoever decides what this node must not decide alone: the Foghorns of its region. */
@FunctionalInterface
public interface Decider {
    /** Asks, and never blocks. Answered {@code unavailable}, failed, or not at all when nobody can decide. */
    CompletionStage<TriggerAnswer> ask(TriggerQuestion question);
}
