package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.trigger.Trigger.Question;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Finds the answer to a question within a deadline: one that is remembered and fresh, a Foghorn's, or one that may be given
 * again while no Foghorn answers.
 */
final class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

    /** No name, address and token of a viewer or publisher is so long together; Foghorns take no more than twice as much. */
    private static final int LONGEST_QUESTION_BYTES = 32_768;

    private final Decider decider;
    private final Remembered remembered;
    private final Duration deadline;
    private final LongAdder inGrace = new LongAdder();
    private final LongAdder undecided = new LongAdder();

    Answers(Decider decider, Remembered remembered, Duration deadline) {
        this.decider = decider;
        this.remembered = remembered;
        this.deadline = deadline;
    }

    /** What was decided; {@code unavailable} when nobody could and nothing is remembered. Blocks up to the deadline. */
    TriggerAnswer to(TriggerCall call, Question question) {
        TriggerQuestion asked = Inquiry.asked(call, question);
        if (asked.getSerializedSize() > LONGEST_QUESTION_BYTES) {
            return TriggerAnswer.newBuilder().setDenied("too-long").build();
        }
        String exactly = Inquiry.exactly(question);
        Optional<TriggerAnswer> fresh = remembered.fresh(exactly);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        TriggerAnswer decided = ask(call, asked);
        if (isDecided(decided)) {
            remembered.someoneDecided();
            if (decided.hasDenied()) {
                remembered.forget(Inquiry.whoever(question));
            }
            remembered.keep(exactly, decided);
            if (decided.getIsForAll()) {
                remembered.keep(Inquiry.whoever(question), decided);
            }
            return decided;
        }
        remembered.nobodyDecided();
        Optional<TriggerAnswer> earlier =
                remembered.inGrace(exactly).or(() -> remembered.inGrace(Inquiry.whoever(question)));
        (earlier.isPresent() ? inGrace : undecided).increment();
        return earlier.orElse(decided);
    }

    private TriggerAnswer ask(TriggerCall call, TriggerQuestion question) {
        try {
            return decider.ask(question).toCompletableFuture().get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return unavailable("no answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException failure) {
            LOG.debugf("%s could not be asked: %s", call, failure.getCause());
            return unavailable(String.valueOf(failure.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("interrupted");
        }
    }

    private static TriggerAnswer unavailable(String why) {
        return TriggerAnswer.newBuilder().setUnavailable(why).build();
    }

    private static boolean isDecided(TriggerAnswer answer) {
        return switch (answer.getAnswerCase()) {
            case VALUE, DENIED, KEEP, OFFLINE -> true;
            case UNAVAILABLE, ANSWER_NOT_SET -> false;
        };
    }

    /** Inquiry that were answered from memory because no Foghorn did. */
    long inGrace() {
        return inGrace.sum();
    }

    /** Inquiry that nobody decided: MistServer was told what is safe. */
    long undecided() {
        return undecided.sum();
    }
}
