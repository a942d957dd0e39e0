package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.util.concurrent.CompletionStage;

/** Asks the Foghorns of the region what a MistServer is to be answered. */
public interface Questions {
    /**
     * Asks one Foghorn, and the next one when that has no answer or takes its time. Never blocks and never fails: the answer is
     * {@code unavailable} when none could decide before the deadline (4 s).
     */
    CompletionStage<TriggerAnswer> ask(TriggerQuestion question);
}
