package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.Trigger.Notice;
import dev.flotilla.edge.helmsman.trigger.Trigger.PlayRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushEnd;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushOutStart;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushRewrite;
import dev.flotilla.edge.helmsman.trigger.Trigger.Question;
import dev.flotilla.edge.helmsman.trigger.Trigger.Request;
import dev.flotilla.edge.helmsman.trigger.Trigger.StreamSource;
import dev.flotilla.edge.helmsman.trigger.Trigger.UserNew;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Takes a MistServer's triggers: has questions decided, keeps what is to be accounted for on disk, and only then answers. A
 * question is answered even when the disk takes nothing. A trigger that comes again is answered as before and counts once.
 * Blocks; for any thread, a virtual one will do.
 */
public final class TriggerDesk {
    private static final Logger LOG = Logger.getLogger(TriggerDesk.class);

    private final Answers answers;
    private final Remembered remembered;
    private final MediaEvents events;
    private final Parts parts;
    private final Once once;
    private final TriggerCounts counts = new TriggerCounts();

    /**
     * What it works with.
     *
     * @param nodeId the node's id; empty before it has one
     * @param listeners who hears of triggers too
     * @param local who knows answers that nobody else needs to be asked for
     */
    public record Parts(
            Decider decider,
            EventSink sink,
            StreamIds streams,
            Supplier<String> nodeId,
            Supplier<MistFlavour> flavour,
            List<TriggerListener> listeners,
            LocalAnswers local) {
        public Parts {
            listeners = List.copyOf(listeners);
        }

        /** With nobody who knows anything by itself. */
        public Parts(
                Decider decider,
                EventSink sink,
                StreamIds streams,
                Supplier<String> nodeId,
                Supplier<MistFlavour> flavour,
                List<TriggerListener> listeners) {
            this(decider, sink, streams, nodeId, flavour, listeners, new LocalAnswers() {});
        }
    }

    /**
     * How long it waits, and by which clocks.
     *
     * @param deadline how long a question may wait for its answer; MistServer waits for 5 s
     * @param grace how long answers are given again from when no Foghorn answers any more
     */
    public record Times(Duration deadline, Duration grace, InstantSource clock, LongSupplier nowNs) {
        private static final Duration MISTSERVERS_PATIENCE = Duration.ofSeconds(5);

        public Times {
            if (!deadline.isPositive() || deadline.compareTo(MISTSERVERS_PATIENCE) >= 0) {
                throw new IllegalArgumentException(
                        "flotilla.helmsman.answer-deadline must be below 5 s, when MistServer gives up: " + deadline);
            }
            if (grace.isNegative()) {
                throw new IllegalArgumentException("flotilla.helmsman.grace must not be negative: " + grace);
            }
        }
    }

    public TriggerDesk(Parts parts, Times times) {
        this.parts = parts;
        remembered = new Remembered(times.grace(), times.nowNs());
        answers = new Answers(parts.decider(), remembered, times.deadline());
        events = new MediaEvents(parts.nodeId(), parts.streams(), times.clock());
        once = new Once(times.deadline(), times.nowNs());
    }

    /** What the trigger is answered. What a notice accounts for is on disk when this returns a final reply. */
    public Reply answer(TriggerCall call) {
        counts.came(call.name());
        return call.uuid().isEmpty() ? reply(call) : once.reply(call.uuid(), () -> reply(call));
    }

    /** Has the viewers of a stream be decided anew. */
    public void forgetViewers(MistStream stream) {
        remembered.forget(Inquiry.viewers(stream));
    }

    public TriggerCounts counts() {
        return counts;
    }

    /** Questions that were answered from memory because no Foghorn did. */
    public long inGrace() {
        return answers.inGrace();
    }

    /** Questions that nobody decided: MistServer was told what is safe. */
    public long undecided() {
        return answers.undecided();
    }

    private Reply reply(TriggerCall call) {
        try {
            return switch (TriggerReader.read(call.name(), call.body())) {
                case Question question
                when Inquiry.isOfTheNodeItself(question) ->
                    Wording.keep(question, parts.flavour().get());
                case StreamSource source ->
                    parts.local().source(source.stream()).map(Reply::value).orElseGet(() -> decided(call, source));
                case PushOutStart push when parts.local().isOwn(push.stream(), push.target()) -> own(call, push);
                case Question question -> decided(call, question);
                case Request request -> Wording.unchanged(request);
                case Trigger.Other _ -> unread(call, "this agent has no use for " + call.name());
                case Notice notice -> noted(call, notice);
            };
        } catch (IllegalArgumentException wrong) {
            return unread(call, String.valueOf(wrong.getMessage()));
        } catch (SpoolFailure failure) {
            counts.refuse();
            LOG.warnf("%s is not taken now: %s", call, failure.getMessage());
            return Reply.later("the event cannot be kept now");
        }
    }

    /** The node asked for it itself: nobody needs to allow it. */
    private Reply own(TriggerCall call, PushOutStart push) {
        keepIfPossible(
                call,
                events.pushStart(call, push, push.target(), parts.local().targetId(push.stream(), push.target())));
        return Wording.keep(push, parts.flavour().get());
    }

    private Reply unread(TriggerCall call, String why) {
        counts.unread(call);
        LOG.debugf("%s was not read: %s", call, why);
        return Reply.failed(400, why);
    }

    private Reply noted(TriggerCall call, Notice notice) {
        String targetId = notice instanceof PushEnd end ? parts.local().targetId(end.stream(), end.target()) : "";
        events.of(call, notice, targetId).ifPresent(parts.sink()::accept);
        parts.listeners().forEach(listener -> listener.told(notice));
        return Reply.YES;
    }

    private Reply decided(TriggerCall call, Question question) {
        TriggerAnswer answer = answers.to(call, question);
        parts.streams().learn(answer);
        Reply reply = Wording.of(question, answer, parts.flavour().get());
        event(call, question, answer, reply).ifPresent(event -> keepIfPossible(call, event));
        if (question instanceof PushRewrite && isLetIn(reply)) {
            MistStream stream = new MistStream(reply.text());
            parts.listeners().forEach(listener -> listener.accepted(stream, answer));
        }
        return reply;
    }

    /** Media does not wait for the disk: the answer stands without its event. */
    private void keepIfPossible(TriggerCall call, Event event) {
        try {
            parts.sink().accept(event);
        } catch (SpoolFailure failure) {
            counts.loseEvent();
            LOG.warnf("%s is answered, but its event is lost: %s", call, failure.getMessage());
        }
    }

    /** What came of a question, when something did. */
    private Optional<Event> event(TriggerCall call, Question question, TriggerAnswer answer, Reply reply) {
        if (!isLetIn(reply)) {
            return Optional.empty();
        }
        return switch (question) {
            case UserNew viewer -> events.viewer(call, viewer, answer);
            case PushRewrite push -> Optional.of(events.publisher(call, push, new MistStream(reply.text()), answer));
            case PushOutStart push -> Optional.of(events.pushStart(call, push, reply.text(), ""));
            case PlayRewrite _, StreamSource _ -> Optional.empty();
        };
    }

    private static boolean isLetIn(Reply reply) {
        return !reply.text().isEmpty()
                && !reply.equals(Reply.value("false"))
                && !reply.action().equals("deny");
    }
}
