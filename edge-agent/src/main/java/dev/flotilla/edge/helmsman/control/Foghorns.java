package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.uplink.Pauses;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.NodeTls;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import dev.flotilla.proto.uplink.v1.FoghornAddress;
import dev.flotilla.proto.uplink.v1.Region;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The Foghorns of this node's region, and a stream to each of them. For any thread. */
public final class Foghorns implements Questions, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Foghorns.class);
    /** More is a mistake rather than a region. */
    private static final int MOST = 8;

    /**
     * How this node goes about it.
     *
     * @param override addresses to be used instead of what the control center says; empty for none
     */
    record Manner(List<UplinkAddress> override, Duration patience, Duration answerDeadline, Pauses pauses) {}

    /** How one Foghorn is reached, for people; the problem is empty while it is. */
    public record Line(String address, boolean isConnected, String problem) {}

    private final Supplier<Optional<Identity>> identity;
    private final Regions regions;
    private final Manner manner;
    private final HelmsmanReporting reporting;
    private final NodeMode mode;
    private final MediaDelivery events;
    private final CommandRunner commands;
    private final Collection<SeedHandler> seeds;
    private final RandomGenerator random;
    private final EventLoopGroup network = new NioEventLoopGroup(1, new DefaultThreadFactory("to-foghorn-net", true));
    private final Map<FoghornLine.Target, FoghornLine> lines = new LinkedHashMap<>();
    private volatile List<FoghornLine> present = List.of();
    private volatile @Nullable FoghornLine preferred;
    private boolean isRunning;
    private int started;

    Foghorns(
            Supplier<Optional<Identity>> identity,
            Regions regions,
            Manner manner,
            HelmsmanReporting reporting,
            NodeMode mode,
            MediaDelivery events,
            CommandRunner commands,
            Collection<SeedHandler> seeds,
            RandomGenerator random) {
        this.identity = identity;
        this.regions = regions;
        this.manner = manner;
        this.reporting = reporting;
        this.mode = mode;
        this.events = events;
        this.commands = commands;
        this.seeds = seeds;
        this.random = random;
    }

    synchronized void start() {
        isRunning = true;
        regions.listen(this::follow);
        mode.listen(_ -> changed());
        follow(regions.present());
    }

    /** Has every Foghorn told at once that something about this node changed. */
    public void changed() {
        present.forEach(FoghornLine::changed);
    }

    /** There may be something to deliver. */
    void wake() {
        present.forEach(FoghornLine::wake);
    }

    /** The region's Foghorns and how they are reached. */
    public List<Line> lines() {
        return present.stream()
                .map(line -> {
                    boolean isConnected = line.connected().isPresent();
                    return new Line(line.target().toString(), isConnected, isConnected ? "" : line.problem());
                })
                .toList();
    }

    @Override
    public CompletionStage<TriggerAnswer> ask(TriggerQuestion question) {
        List<FoghornLine> order = new ArrayList<>(present);
        FoghornLine first = preferred;
        if (first != null && order.remove(first)) {
            order.addFirst(first);
        }
        List<Asking.Door> doors = order.stream()
                .flatMap(line ->
                        line.connected().map(session -> new Asking.Door(session, () -> preferred = line)).stream())
                .toList();
        return Asking.ask(question, doors, manner.patience(), manner.answerDeadline());
    }

    /** Says farewell as a node that will be back in a moment, and waits for the ends, at most a few seconds. */
    @Override
    public void close() {
        List<FoghornLine> last;
        synchronized (this) {
            isRunning = false;
            last = List.copyOf(lines.values());
            lines.clear();
            present = List.of();
        }
        last.forEach(line -> line.stop(true));
        last.forEach(FoghornLine::close);
        var _ = network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private synchronized void follow(Region region) {
        if (!isRunning) {
            return;
        }
        Set<FoghornLine.Target> wanted = manner.override().isEmpty() ? targets(region) : override();
        lines.values().removeIf(line -> {
            if (wanted.contains(line.target())) {
                return false;
            }
            line.stop(false);
            return true;
        });
        for (FoghornLine.Target target : wanted) {
            lines.computeIfAbsent(
                    target,
                    _ -> new FoghornLine(target, new Attempt(), manner.pauses(), random, "to-foghorn-" + ++started));
        }
        present = List.copyOf(lines.values());
        events.isAlone(present.isEmpty());
    }

    private Set<FoghornLine.Target> override() {
        Set<FoghornLine.Target> targets = new LinkedHashSet<>();
        manner.override().forEach(address -> targets.add(new FoghornLine.Target(address, Optional.empty())));
        return targets;
    }

    private static Set<FoghornLine.Target> targets(Region region) {
        Set<FoghornLine.Target> targets = new LinkedHashSet<>();
        for (FoghornAddress foghorn : region.getFoghornsList()) {
            try {
                targets.add(new FoghornLine.Target(
                        UplinkAddress.parse(foghorn.getControl()), Optional.of(new NodeId(foghorn.getNodeId()))));
            } catch (IllegalArgumentException e) {
                LOG.warnf("a Foghorn of the region cannot be reached: %s", e.getMessage());
            }
            if (targets.size() == MOST) {
                LOG.warnf("the region has %d Foghorns: the first %d are used", region.getFoghornsCount(), MOST);
                break;
            }
        }
        return targets;
    }

    private final class Attempt implements FoghornLine.Means {
        @Override
        public Optional<Identity> identity() {
            return identity.get();
        }

        @Override
        public SslContext tls(FoghornLine.Target target) throws SSLException {
            return NodeTls.client(identity, target.node(), regions::isRevoked);
        }

        @Override
        public FoghornChannel channel(FoghornLine.Target target, SslContext tls) {
            return new FoghornChannel(target.address(), tls, network);
        }

        @Override
        public FoghornSession.Cargo cargo(Supplier<Optional<FoghornSession.Ending>> reasonToEnd) {
            return new FoghornSession.Cargo(
                    reporting,
                    mode,
                    events,
                    commands,
                    seed -> seeds.forEach(handler -> handler.arrived(seed)),
                    welcome -> LOG.infof("connected to Foghorn %s (%s)", welcome.getNodeName(), welcome.getNodeId()),
                    reasonToEnd);
        }
    }
}
