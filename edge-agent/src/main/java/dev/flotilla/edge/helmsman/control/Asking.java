package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One question on its way through the Foghorns: to the first of them; to the next as well as soon as one cannot decide, or has
 * taken longer than is good. The first answer that decides counts; the question's id makes it harmless that several were asked.
 */
final class Asking {
    /** Somebody to ask, and whom to tell that it was worth it. */
    record Door(FoghornSession session, Runnable answered) {}

    private final TriggerQuestion question;
    private final Iterator<Door> doors;
    private final CompletableFuture<TriggerAnswer> answer = new CompletableFuture<>();
    private final Consumer<Runnable> later;
    private int open;
    private String why = "no Foghorn is connected";

    private Asking(TriggerQuestion question, List<Door> doors, Duration patience) {
        this.question = question;
        this.doors = doors.iterator();
        this.later = CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS)::execute;
    }

    /** Never fails: {@code unavailable} when nobody could decide before the deadline. */
    static CompletionStage<TriggerAnswer> ask(
            TriggerQuestion question, List<Door> doors, Duration patience, Duration deadline) {
        var asking = new Asking(question, doors, patience);
        asking.next();
        return asking.answer.completeOnTimeout(
                asking.unavailable("no Foghorn answered within " + deadline.toMillis() + " ms"),
                deadline.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void next() {
        Optional<Door> door = take();
        if (door.isPresent()) {
            var _ = door.get()
                    .session()
                    .ask(question)
                    .whenComplete((said, failure) -> heard(door.get(), said, failure));
            later.accept(this::next);
        }
    }

    private synchronized Optional<Door> take() {
        if (answer.isDone()) {
            return Optional.empty();
        }
        if (doors.hasNext()) {
            open++;
            return Optional.of(doors.next());
        }
        if (open == 0) {
            answer.complete(unavailable(why));
        }
        return Optional.empty();
    }

    private void heard(Door door, @Nullable TriggerAnswer said, @Nullable Throwable failure) {
        if (said != null && said.getAnswerCase() != TriggerAnswer.AnswerCase.UNAVAILABLE) {
            door.answered().run();
            answer.complete(said);
            return;
        }
        synchronized (this) {
            open--;
            why = said != null ? said.getUnavailable() : String.valueOf(failure == null ? "" : failure.getMessage());
        }
        next();
    }

    private TriggerAnswer unavailable(String reason) {
        return TriggerAnswer.newBuilder()
                .setUuid(question.getUuid())
                .setUnavailable(reason)
                .build();
    }
}
