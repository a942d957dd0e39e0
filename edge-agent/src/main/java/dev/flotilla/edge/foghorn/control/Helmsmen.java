package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.foghorn.decision.Decisions;
import dev.flotilla.edge.foghorn.relay.EventRelay;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventAcknowledgement;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.event.v1.Place;
import dev.flotilla.proto.foghorn.v1.FoghornMessage;
import dev.flotilla.proto.foghorn.v1.HelmsmanMessage;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What this Foghorn makes of each message of a node. */
final class Helmsmen implements HelmsmanStream.Handler {
    /** Two batches are what a node has on the way. */
    private static final int MOST_BATCHES = 2;
    /** Whatever viewers and publishers say is in a question: one that is too large ends no stream. */
    private static final int LARGEST_QUESTION_BYTES = 65_536;

    private final ControlLimits limits;
    private final Picture picture;
    private final Attendance attendance;
    private final Decisions decisions;
    private final EventRelay relay;
    private final CommandDesk commands;
    private final ArtifactCatalogue artifacts;
    private final AtomicInteger questions = new AtomicInteger();

    Helmsmen(
            ControlLimits limits,
            Picture picture,
            Attendance attendance,
            Decisions decisions,
            EventRelay relay,
            CommandDesk commands,
            ArtifactCatalogue artifacts) {
        this.limits = limits;
        this.picture = picture;
        this.attendance = attendance;
        this.decisions = decisions;
        this.relay = relay;
        this.commands = commands;
        this.artifacts = artifacts;
    }

    @Override
    public void hear(HelmsmanStream stream, HelmsmanMessage message) {
        boolean isRegistered = attendance.isOf(stream);
        if (isRegistered == message.hasRegister()) {
            throw Status.FAILED_PRECONDITION
                    .withDescription(isRegistered ? "register must come once" : "register must come first")
                    .asRuntimeException();
        }
        NodeId node = stream.node();
        switch (message.getMessageCase()) {
            case REGISTER -> attendance.register(stream, message.getRegister());
            case REPORT -> attendance.reported(stream, message.getReport());
            case QUESTION -> answer(stream, message.getQuestion());
            case EVENTS -> deliver(stream, message.getEvents());
            case RESULT -> commands.answered(node, message.getResult());
            case ARTIFACTS -> artifacts.take(node, message.getArtifacts());
            case FAREWELL -> stream.leaves(message.getFarewell().getIsRestarting());
            case MESSAGE_NOT_SET -> throw new IllegalStateException("an empty message passed the check");
        }
    }

    @Override
    public void ended(HelmsmanStream stream) {
        attendance.ended(stream);
    }

    private void answer(HelmsmanStream stream, TriggerQuestion question) {
        if (question.getSerializedSize() > LARGEST_QUESTION_BYTES) {
            say(
                    stream,
                    question,
                    TriggerAnswer.newBuilder().setDenied("too-long").build());
            return;
        }
        if (questions.incrementAndGet() > limits.mostQuestions()) {
            questions.decrementAndGet();
            say(stream, question, unavailable("this Foghorn has too many questions to answer"));
            return;
        }
        var _ = decisions
                .answer(stream.node(), question)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(
                        unavailable("this Foghorn could not decide in time"),
                        limits.answerDeadline().toNanos(),
                        TimeUnit.NANOSECONDS)
                .whenComplete((answer, failure) -> {
                    questions.decrementAndGet();
                    say(stream, question, failure == null ? answer : unavailable("this Foghorn failed: " + failure));
                });
    }

    private static TriggerAnswer unavailable(String why) {
        return TriggerAnswer.newBuilder().setUnavailable(why).build();
    }

    private static void say(HelmsmanStream stream, TriggerQuestion question, TriggerAnswer answer) {
        stream.send(FoghornMessage.newBuilder()
                .setAnswer(answer.toBuilder().setUuid(question.getUuid()))
                .build());
    }

    private void deliver(HelmsmanStream stream, EventBatch batch) {
        if (!stream.beganBatch(MOST_BATCHES)) {
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription("events: more than " + MOST_BATCHES + " batches without acknowledgement")
                    .asRuntimeException();
        }
        var _ = relay.deliver(stream.node(), batch).whenComplete((delivered, failure) -> {
            List<String> ids = Optional.ofNullable(delivered).orElse(List.of());
            stream.endedBatch();
            stream.send(FoghornMessage.newBuilder()
                    .setAcknowledgement(EventAcknowledgement.newBuilder().addAllIds(ids))
                    .build());
            noteWhoLeft(stream.node(), batch, Set.copyOf(ids));
        });
    }

    /** Of those events that do not come again. */
    private void noteWhoLeft(NodeId node, EventBatch batch, Set<String> delivered) {
        for (Event event : batch.getEventsList()) {
            if (event.getMedia().hasViewerDisconnect() && delivered.contains(event.getId())) {
                Place viewer = event.getMedia().getViewerDisconnect().getViewer();
                picture.viewerLeft(node, event.getMedia().getStream(), viewer.getAddress());
            }
        }
    }
}
