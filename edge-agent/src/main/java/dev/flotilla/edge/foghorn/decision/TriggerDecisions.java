package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.recent.Recent;
import dev.flotilla.edge.foghorn.routing.Routed;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer.AnswerCase;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** The decisions of one Foghorn. Those of the last ten minutes are remembered: who repeats a question changes nothing. */
final class TriggerDecisions implements Decisions {
    private static final Logger LOG = Logger.getLogger(TriggerDecisions.class);
    private static final int MOST_REMEMBERED = 50_000;
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int DEADLINE_MS = 3_500;

    private final ByTrigger byTrigger;
    private final Region region;
    private final RoutingEvents events;
    private final Recent<Question, CompletableFuture<TriggerAnswer>> decided;

    /** Who decides what. */
    record ByTrigger(PushDecision push, PlayDecision play, ViewerDecision viewer, SourceDecision source) {}

    private record Question(String nodeId, TriggerQuestion.TriggerCase trigger, String uuid) {}

    TriggerDecisions(ByTrigger byTrigger, Region region, RoutingEvents events, LongSupplier nowNs) {
        this.byTrigger = byTrigger;
        this.region = region;
        this.events = events;
        this.decided = new Recent<>(MOST_REMEMBERED, MEMORY, nowNs);
    }

    @Override
    public CompletionStage<TriggerAnswer> answer(NodeId node, TriggerQuestion question) {
        CompletableFuture<TriggerAnswer> fresh = new CompletableFuture<>();
        Question key = new Question(node.value(), question.getTriggerCase(), question.getUuid());
        AtomicBoolean isMine = new AtomicBoolean(question.getUuid().isEmpty());
        CompletableFuture<TriggerAnswer> answer = isMine.get()
                ? fresh
                : decided.getOrMake(key, _ -> {
                    isMine.set(true);
                    return fresh;
                });
        if (isMine.get()) {
            decide(node.value(), question, key, fresh);
        }
        return answer.isDone()
                ? answer
                : answer.copy()
                        .completeOnTimeout(
                                Answers.unavailable("no decision in time")
                                        .setUuid(question.getUuid())
                                        .build(),
                                DEADLINE_MS,
                                TimeUnit.MILLISECONDS);
    }

    private void decide(
            String nodeId, TriggerQuestion question, Question key, CompletableFuture<TriggerAnswer> promise) {
        long beganNs = System.nanoTime();
        CompletionStage<TriggerAnswer.Builder> stage;
        try {
            stage = route(nodeId, question, beganNs);
        } catch (RuntimeException bug) {
            stage = CompletableFuture.failedFuture(bug);
        }
        stage.whenComplete((builder, bug) -> {
            TriggerAnswer answer = (builder == null ? internalError(question, bug) : builder)
                    .setUuid(question.getUuid())
                    .build();
            if (answer.getAnswerCase() == AnswerCase.UNAVAILABLE) {
                decided.remove(key);
            }
            tell(nodeId, question, answer, System.nanoTime() - beganNs);
            promise.complete(answer);
        });
    }

    private CompletionStage<TriggerAnswer.Builder> route(String nodeId, TriggerQuestion question, long beganNs) {
        return switch (question.getTriggerCase()) {
            case PUSH_REWRITE -> byTrigger.push.answer(nodeId, question.getPushRewrite());
            case PLAY_REWRITE -> byTrigger.play.answer(question.getPlayRewrite());
            case USER_NEW -> byTrigger.viewer.answer(nodeId, question.getUserNew());
            case STREAM_SOURCE -> byTrigger.source.answer(nodeId, question.getStreamSource(), beganNs);
            case PUSH_OUT_START -> CompletableFuture.completedFuture(Answers.keep(Duration.ofMinutes(1), A_DAY));
            case TRIGGER_NOT_SET ->
                CompletableFuture.completedFuture(
                        Answers.unavailable("this Foghorn does not know the trigger: it is older than the node"));
        };
    }

    private static TriggerAnswer.Builder internalError(TriggerQuestion question, Throwable bug) {
        LOG.errorf(bug, "no decision about a %s", question.getTriggerCase());
        return Answers.unavailable("internal error");
    }

    /** Names neither keys nor tokens. Sources are told of where they are chosen; sessions are events of their node. */
    private void tell(String nodeId, TriggerQuestion question, TriggerAnswer answer, long tookNs) {
        String address = switch (question.getTriggerCase()) {
            case PUSH_REWRITE -> question.getPushRewrite().getAddress();
            case PLAY_REWRITE -> question.getPlayRewrite().getAddress();
            default -> "";
        };
        if (address.isEmpty() || answer.getAnswerCase() == AnswerCase.KEEP) {
            return;
        }
        String request = question.hasPushRewrite() ? "push_rewrite" : "play_rewrite";
        String reason = switch (answer.getAnswerCase()) {
            case DENIED -> answer.getDenied();
            case UNAVAILABLE -> "unavailable";
            default -> "";
        };
        Node node = region.snapshot().node(nodeId).orElse(null);
        events.add(Routed.decided(
                request, answer.getStreamId(), answer.getStream(), ClientAddress.parse(address), node, reason, tookNs));
    }
}
