package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.util.concurrent.CompletionStage;

/** Answers the triggers that wait for an answer. */
public interface Decisions {
    /**
     * Decides, or answers what was decided before where this node repeats the question (its {@code uuid}). Never blocks, never
     * fails, and is done within four seconds: what cannot be decided is answered {@code unavailable}.
     *
     * @param node who asks, by its certificate
     */
    CompletionStage<TriggerAnswer> answer(NodeId node, TriggerQuestion question);
}
