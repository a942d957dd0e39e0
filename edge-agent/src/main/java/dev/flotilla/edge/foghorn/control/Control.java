package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.foghorn.decision.Decisions;
import dev.flotilla.edge.foghorn.relay.EventRelay;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import dev.flotilla.proto.foghorn.v1.FoghornMessage;
import dev.flotilla.proto.foghorn.v1.Welcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The streams of the region's Helmsmen to this Foghorn, from the first to the last. */
public final class Control implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Control.class);

    /** What it needs of the rest of the agent. */
    record Surroundings(
            Supplier<Optional<Identity>> identity,
            Regions regions,
            Picture picture,
            Decisions decisions,
            EventRelay relay,
            Optional<SeedFile> seeds) {}

    private final Surroundings surroundings;
    private final ControlLimits limits;
    private final ArtifactCatalogue artifacts = new ArtifactCatalogue();
    private final Attendance attendance;
    private final CommandDesk commands;
    private final Helmsmen helmsmen;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("fog-watch").daemon().factory());
    private @Nullable ControlServer server;

    Control(Surroundings surroundings, ControlLimits limits) {
        this.surroundings = surroundings;
        this.limits = limits;
        this.attendance = new Attendance(limits, surroundings.picture(), new Attendance.Audience() {
            @Override
            public void came(HelmsmanStream stream) {
                welcome(stream);
            }

            @Override
            public void forgotten(NodeId node) {
                artifacts.forget(node);
            }
        });
        this.commands = new CommandDesk(limits.commandDeadline(), attendance::streamOf, this::done);
        this.helmsmen = new Helmsmen(
                limits,
                surroundings.picture(),
                attendance,
                surroundings.decisions(),
                surroundings.relay(),
                commands,
                artifacts);
    }

    /** @throws IOException when the address cannot be listened on */
    synchronized void start(InetSocketAddress address) throws IOException {
        surroundings.seeds().ifPresent(SeedFile::look);
        server = new ControlServer(
                address,
                surroundings.identity(),
                new CallerIdentity(surroundings.identity(), surroundings.regions()::isRevoked),
                new ControlService(attendance, helmsmen));
        var _ = watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        LOG.infof("Helmsmen are awaited at %s:%d", address.getHostString(), server.port());
    }

    public Commands commands() {
        return commands;
    }

    public Artifacts artifacts() {
        return artifacts;
    }

    /** The nodes that have a stream now. */
    public List<NodeId> nodes() {
        return attendance.streams().stream().map(HelmsmanStream::node).toList();
    }

    /** Where it listens. */
    synchronized int port() {
        return server == null ? 0 : server.port();
    }

    /** Ends all streams, which come back when this Foghorn does. */
    @Override
    public synchronized void close() {
        watch.shutdownNow();
        attendance.endAll("This Foghorn stops.");
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private void look() {
        try {
            long nowNs = System.nanoTime();
            attendance.watch(nowNs, surroundings.regions()::isRevoked);
            commands.watch(nowNs);
            surroundings
                    .seeds()
                    .filter(SeedFile::look)
                    .flatMap(SeedFile::seed)
                    .ifPresent(seed -> attendance.streams().forEach(stream -> stream.send(message(seed))));
        } catch (RuntimeException e) {
            LOG.error("the watch over the nodes failed and goes on", e);
        }
    }

    private void welcome(HelmsmanStream stream) {
        Optional<Identity> own = surroundings.identity().get();
        stream.send(FoghornMessage.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setNodeId(own.map(identity -> identity.node().value()).orElse(""))
                        .setNodeName(own.map(Identity::nodeName).orElse(""))
                        .setReportIntervalMs((int) limits.reportInterval().toMillis()))
                .build());
        surroundings.seeds().flatMap(SeedFile::seed).ifPresent(seed -> stream.send(message(seed)));
        commands.came(stream);
        LOG.infof("stream open node=%s", stream.node());
    }

    private void done(NodeId node, Command command) {
        if (command.hasMode()) {
            surroundings.picture().isInMode(node, command.getMode());
        }
    }

    private static FoghornMessage message(ConfigSeed seed) {
        return FoghornMessage.newBuilder().setSeed(seed).build();
    }
}
