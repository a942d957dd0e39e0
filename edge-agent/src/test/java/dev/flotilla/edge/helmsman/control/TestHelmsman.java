package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.event.Spool;
import dev.flotilla.edge.event.SpoolLimits;
import dev.flotilla.edge.uplink.Pauses;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.id.EventId;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.Place;
import dev.flotilla.proto.event.v1.ViewerDisconnect;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.Command.CommandCase;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.Register;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A node's end of the streams with everything around it made by hand. */
final class TestHelmsman implements HelmsmanReporting, CommandHandler, AutoCloseable {
    static final Pauses SHORT = new Pauses(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofHours(1));

    final List<Command> commands = new CopyOnWriteArrayList<>();
    final List<ConfigSeed> seeds = new CopyOnWriteArrayList<>();
    volatile NodeReport report = NodeReport.newBuilder().setIsHealthy(true).build();
    volatile List<Artifact> artifacts = List.of();
    /** Null makes whoever asks for it fail. */
    volatile @Nullable Identity identity;

    final NodeMode mode;
    final Spool spool;
    final MediaEvents events;
    final MediaDelivery delivery;
    final Foghorns foghorns;

    TestHelmsman(Identity identity, Path data, Regions regions, List<UplinkAddress> override) throws Exception {
        this.identity = identity;
        mode = new NodeMode(data.resolve("mode.json"));
        spool = Spool.open(data.resolve("media.db"), new SpoolLimits(100_000, 1 << 26), MediaEvents::isAccounting);
        events = new MediaEvents(spool);
        delivery = new MediaDelivery(spool, Duration.ofSeconds(30), System.nanoTime());
        CommandHandler modes = new CommandHandler() {
            @Override
            public Set<CommandCase> kinds() {
                return Set.of(CommandCase.MODE);
            }

            @Override
            public Optional<String> carryOut(Command command) {
                return mode.offer(command.getMode());
            }
        };
        foghorns = new Foghorns(
                () -> Optional.of(Objects.requireNonNull(this.identity)),
                regions,
                new Foghorns.Manner(override, Duration.ofSeconds(2), Duration.ofSeconds(20), SHORT),
                this,
                mode,
                delivery,
                new CommandRunner(List.of(this, modes)),
                List.of(seeds::add),
                new Random(1));
        spool.onArrival(foghorns::wake);
        foghorns.start();
    }

    boolean isConnectedTo(int count) {
        return foghorns.lines().stream().filter(Foghorns.Line::isConnected).count() == count;
    }

    static Event viewerLeft(long bytes) {
        Instant now = Instant.now();
        return Event.newBuilder()
                .setId(EventId.at(now).value())
                .setOccurredAtMs(now.toEpochMilli())
                .setType("viewer_disconnect")
                .setMessage("A viewer left.")
                .setMedia(MediaFact.newBuilder()
                        .setStream("3f9c")
                        .setViewerDisconnect(ViewerDisconnect.newBuilder()
                                .setBytesUp(bytes)
                                .setViewer(Place.newBuilder().setAddress("203.0.113.7"))))
                .build();
    }

    @Override
    public Register register() {
        return Register.newBuilder().setNodeName("edge-one").build();
    }

    @Override
    public NodeReport report() {
        return report;
    }

    @Override
    public List<Artifact> artifacts() {
        return artifacts;
    }

    @Override
    public Set<CommandCase> kinds() {
        return Set.of(CommandCase.START_DVR, CommandCase.INVALIDATE_SESSIONS);
    }

    @Override
    public Optional<String> carryOut(Command command) {
        commands.add(command);
        return command.hasStartDvr() ? Optional.of("no room to record") : Optional.empty();
    }

    @Override
    public void close() {
        foghorns.close();
        spool.close();
    }
}
