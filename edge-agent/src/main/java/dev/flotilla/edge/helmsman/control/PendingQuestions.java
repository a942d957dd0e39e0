package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The questions of one stream: those not sent yet, and those without an answer. For any thread. */
final class PendingQuestions {
    private static final int MOST = 256;
    /** Longer than a MistServer waits. */
    private static final int DEADLINE_S = 10;

    private final Queue<TriggerQuestion> unsent = new ArrayDeque<>();
    private final Map<String, CompletableFuture<TriggerAnswer>> unanswered = new HashMap<>();
    private boolean isClosed;

    /** The answer; fails when the stream ends before it, or at once when there are too many questions. */
    synchronized CompletableFuture<TriggerAnswer> ask(TriggerQuestion question) {
        CompletableFuture<TriggerAnswer> known = unanswered.get(question.getUuid());
        if (known != null) {
            return known.copy();
        }
        if (isClosed || unanswered.size() >= MOST) {
            return CompletableFuture.failedFuture(Status.RESOURCE_EXHAUSTED
                    .withDescription(isClosed ? "the stream is over" : MOST + " questions wait for an answer")
                    .asRuntimeException());
        }
        var answer = new CompletableFuture<TriggerAnswer>();
        unanswered.put(question.getUuid(), answer);
        unsent.add(question);
        var _ = answer.orTimeout(DEADLINE_S, TimeUnit.SECONDS)
                .whenComplete((_, _) -> forget(question.getUuid(), answer));
        return answer.copy();
    }

    private synchronized void forget(String uuid, CompletableFuture<TriggerAnswer> answer) {
        unanswered.remove(uuid, answer);
    }

    synchronized Optional<TriggerQuestion> next() {
        return Optional.ofNullable(unsent.poll());
    }

    void answered(TriggerAnswer answer) {
        CompletableFuture<TriggerAnswer> asked;
        synchronized (this) {
            asked = unanswered.get(answer.getUuid());
        }
        if (asked != null) {
            asked.complete(answer);
        }
    }

    /** The stream is over: nobody waits any longer. */
    void close() {
        List<CompletableFuture<TriggerAnswer>> left;
        synchronized (this) {
            isClosed = true;
            left = List.copyOf(unanswered.values());
            unanswered.clear();
            unsent.clear();
        }
        left.forEach(answer -> answer.completeExceptionally(
                Status.UNAVAILABLE.withDescription("the stream ended").asRuntimeException()));
    }
}
