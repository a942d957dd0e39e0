package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.directory.ArtifactOrders;
import dev.flotilla.proto.foghorn.v1.CreateClip;
import dev.flotilla.proto.foghorn.v1.DvrSettings;
import dev.flotilla.proto.foghorn.v1.StartDvr;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Carries out what users have ordered in the control center. Every Foghorn hears of each order; the one whose region can do it takes
 * it. Only when none has done so for some seconds it is refused, for its nodes may be those of another region. Never blocks.
 */
final class OrderDesk {
    private static final Logger LOG = Logger.getLogger(OrderDesk.class);
    private static final int MOST_AT_ONCE = 1_000;

    private final ArtifactOrders orders;
    private final NodeOrders nodes;
    private final Catalogue catalogue;
    private final Patience patience;
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();

    /**
     * How long it looks again for a node.
     *
     * @param looks how often, before the order is refused
     * @param later runs what comes next some time after it was handed over
     */
    record Patience(int looks, Executor later) {
        static Patience of(int looks, Duration pause) {
            return new Patience(looks, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** What a node is asked for, once the order is taken. */
    private sealed interface Step {
        record Ask(Supplier<CompletionStage<Outcome>> node) implements Step {}

        record Hopeless(String why) implements Step {}
    }

    OrderDesk(ArtifactOrders orders, NodeOrders nodes, Catalogue catalogue, Patience patience) {
        this.orders = orders;
        this.nodes = nodes;
        this.catalogue = catalogue;
        this.patience = patience;
    }

    /** An order came, perhaps once more. */
    void ordered(ArtifactOrder order) {
        String key = order.getOrderCase() + " " + order.getHash();
        if (atWork.size() < MOST_AT_ONCE && atWork.add(key)) {
            look(order, key, patience.looks());
        }
    }

    private void look(ArtifactOrder order, String key, int looksLeft) {
        try {
            switch (step(order)) {
                case Step.Ask(var node) -> take(order, key, node);
                case Step.Hopeless _
                when looksLeft > 0 -> patience.later().execute(() -> look(order, key, looksLeft - 1));
                case Step.Hopeless(String why) -> {
                    atWork.remove(key);
                    refuse(order, why);
                }
            }
        } catch (RuntimeException bug) {
            atWork.remove(key);
            LOG.errorf(bug, "order %s could not be carried out", key);
        }
    }

    private void take(ArtifactOrder order, String key, Supplier<CompletionStage<Outcome>> node) {
        var _ = orders.take(order.getHash(), "")
                .thenCompose(taken -> {
                    if (!taken) {
                        return CompletableFuture.completedFuture(Optional.<Outcome>empty());
                    }
                    return node.get().thenApply(Optional::of);
                })
                .whenComplete((outcome, bug) -> {
                    atWork.remove(key);
                    if (bug != null) {
                        LOG.errorf(bug, "order %s could not be carried out", key);
                    } else {
                        outcome.ifPresent(came -> told(order, came));
                    }
                });
    }

    private void told(ArtifactOrder order, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done(Node node) ->
                LOG.infof("artifact=%s node=%s: %s", order.getHash(), node.id(), order.getOrderCase());
            case Outcome.Refused(String why) -> refuse(order, why);
            // Nothing has come of it then, and the control center gives the order again.
            case Outcome.Absent(String why) ->
                LOG.warnf("artifact=%s: %s waits: %s", order.getHash(), order.getOrderCase(), why);
        }
    }

    private void refuse(ArtifactOrder order, String why) {
        LOG.warnf("artifact=%s: %s is refused: %s", order.getHash(), order.getOrderCase(), why);
        var _ = orders.take(order.getHash(), why);
    }

    private Step step(ArtifactOrder order) {
        return switch (order.getOrderCase()) {
            case CLIP -> clip(order);
            case START_RECORDING -> start(order);
            case STOP_RECORDING -> held(order, nodes::stop);
            case DELETE -> held(order, nodes::delete);
            case ORDER_NOT_SET -> new Step.Hopeless("this Foghorn is older than the order and does not know it");
        };
    }

    private Step clip(ArtifactOrder order) {
        CreateClip clip = CreateClip.newBuilder()
                .setHash(order.getHash())
                .setStream(order.getStream())
                .setStreamId(order.getStreamId())
                .setTitle(order.getClip().getTitle())
                .setFormat(order.getClip().getFormat())
                .setStartMs(order.getClip().getStartMs())
                .setStopMs(order.getClip().getStopMs())
                .build();
        return at(nodes.siteOf(clip), node -> nodes.make(node, clip));
    }

    private Step start(ArtifactOrder order) {
        Optional<Known> running = catalogue.running(order.getStream());
        if (running.isPresent() && !running.get().hash().equals(order.getHash())) {
            return new Step.Hopeless(
                    "the stream is being recorded already: " + running.get().hash());
        }
        var settings = order.getStartRecording().getSettings();
        StartDvr recording = StartDvr.newBuilder()
                .setHash(order.getHash())
                .setStream(order.getStream())
                .setStreamId(order.getStreamId())
                .setSettings(DvrSettings.newBuilder()
                        .setWindowS(settings.getWindowS())
                        .setSegmentS(settings.getSegmentS()))
                .build();
        return at(nodes.siteOf(recording), node -> nodes.start(node, recording));
    }

    private static Step at(Site site, Function<Node, CompletionStage<Outcome>> ask) {
        return switch (site) {
            case Site.At(Node node) -> new Step.Ask(() -> ask.apply(node));
            case Site.Nowhere(String why) -> new Step.Hopeless(why);
        };
    }

    private Step held(ArtifactOrder order, Function<Known, CompletionStage<Outcome>> ask) {
        return catalogue
                .find(order.getHash())
                .<Step>map(known -> new Step.Ask(() -> ask.apply(known)))
                .orElseGet(() -> new Step.Hopeless("no node tells of it"));
    }
}
