package dev.flotilla.edge.foghorn.relay;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import dev.flotilla.edge.event.Placed;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventAcknowledgement;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.Place;
import dev.flotilla.proto.stream.v1.RelayedEvents;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Hands batches of events to the control center, and says which of them it has. What it does not take now is not kept here: the
 * node has it, and brings it again, to this Foghorn or to another one. For any thread.
 */
public final class EventRelay {
    private static final Logger LOG = Logger.getLogger(EventRelay.class);
    /** Below the time after which a node takes a batch for lost. */
    private static final Duration DEADLINE = Duration.ofSeconds(25);
    /** At most a MiB each. */
    private static final int MOST_ON_THE_WAY = 64;

    private final Supplier<Optional<Channel>> center;
    private final Places places;
    private final StreamIds streams;
    private final ArtifactStreams artifacts;
    private final Semaphore room = new Semaphore(MOST_ON_THE_WAY);
    private final AtomicReference<String> problem = new AtomicReference<>("");
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();

    /** @param center the connection to the control center; empty while this node is not enrolled */
    public EventRelay(Supplier<Optional<Channel>> center, Places places, StreamIds streams, ArtifactStreams artifacts) {
        this.center = center;
        this.places = places;
        this.streams = streams;
        this.artifacts = artifacts;
    }

    /**
     * Delivers the batch. Never blocks and never fails.
     *
     * @return the ids of those events that are durable in the control center; none when it does not take them now
     */
    public CompletionStage<List<String>> deliver(NodeId origin, EventBatch batch) {
        Optional<Channel> channel = center.get();
        if (channel.isEmpty() || !room.tryAcquire()) {
            turnedAway.incrementAndGet();
            return CompletableFuture.completedStage(List.of());
        }
        var answer = new CompletableFuture<List<String>>();
        var call = StreamDirectoryGrpc.newFutureStub(channel.get())
                .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .deliverEvents(RelayedEvents.newBuilder()
                        .setNodeId(origin.value())
                        .setEvents(placed(batch))
                        .build());
        Futures.addCallback(
                call,
                new FutureCallback<EventAcknowledgement>() {
                    @Override
                    public void onSuccess(EventAcknowledgement acknowledgement) {
                        room.release();
                        delivered.addAndGet(acknowledgement.getIdsCount());
                        problem.set("");
                        answer.complete(acknowledgement.getIdsList());
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        room.release();
                        turnedAway.incrementAndGet();
                        said(origin, failure);
                        answer.complete(List.of());
                    }
                },
                MoreExecutors.directExecutor());
        return answer;
    }

    /** Events that the control center took from here since the agent started. */
    public long delivered() {
        return delivered.get();
    }

    /** Batches that nodes had to keep, since the agent started. */
    public long turnedAway() {
        return turnedAway.get();
    }

    EventBatch placed(EventBatch batch) {
        EventBatch.Builder placed = EventBatch.newBuilder();
        batch.getEventsList().forEach(event -> placed.addEvents(named(Placed.with(this::place, event))));
        return placed.build();
    }

    private Place place(Place from) {
        return from.getAddress().isEmpty() ? from : Placed.WITHOUT_ADDRESS.apply(places.of(from.getAddress()));
    }

    private Event named(Event event) {
        if (!event.hasMedia() || !event.getMedia().getStreamId().isEmpty()) {
            return event;
        }
        return streamId(event.getMedia())
                .map(id -> event.toBuilder()
                        .setMedia(event.getMedia().toBuilder().setStreamId(id))
                        .build())
                .orElse(event);
    }

    /** Viewers of a clip or recording are viewers of the stream that it is of; how that is, only its live stream says. */
    private Optional<String> streamId(MediaFact fact) {
        Optional<String> id = streams.of(fact.getStream());
        return id.isPresent() || !(fact.hasViewerConnect() || fact.hasViewerDisconnect())
                ? id
                : artifacts.streamOf(fact.getStream()).flatMap(streams::of);
    }

    /** Each reason is logged once. */
    private void said(NodeId origin, Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        if (!words.equals(problem.getAndSet(words))) {
            LOG.warnf("the control center does not take events, and their nodes keep them; node=%s: %s", origin, words);
        }
    }
}
