package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.decision.Decisions;
import dev.flotilla.edge.foghorn.relay.EventRelay;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.TestRegions;
import dev.flotilla.edge.uplink.UplinkChannel;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Place;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.Register;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.uplink.v1.FoghornAddress;
import dev.flotilla.proto.uplink.v1.Region;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Foghorn's control server with everything around it made by hand. */
public final class TestFoghorn implements Picture, AutoCloseable {
    public final List<String> told = new CopyOnWriteArrayList<>();
    /** A node by that name is looked up until the test completes this. */
    public static final String SLOW = "slow";

    public final CompletableFuture<Boolean> mayLookUp = new CompletableFuture<>();
    /** Viewers, as "stream address". */
    public final List<String> left = new CopyOnWriteArrayList<>();

    public final Map<NodeId, Register> registers = new ConcurrentHashMap<>();
    public final Map<NodeId, NodeReport> reports = new ConcurrentHashMap<>();
    public final Map<NodeId, Mode> modes = new ConcurrentHashMap<>();

    public volatile Decisions decisions = (_, question) -> CompletableFuture.completedFuture(TriggerAnswer.newBuilder()
            .setUuid(question.getUuid())
            .setValue("live+" + question.getPushRewrite().getStreamKey())
            .build());

    public final Control control;
    private final UplinkChannel center;
    private final Identity identity;
    private final Regions regions;

    public TestFoghorn(Identity identity, Regions regions, Optional<Path> seed, int port) throws Exception {
        this.identity = identity;
        this.regions = regions;
        center = new UplinkChannel(identity, "test-center");
        var relay = new EventRelay(
                () -> Optional.of(center.channel()),
                address ->
                        Place.newBuilder().setAddress(address).setCountry("NL").build(),
                name -> Optional.of("str_" + name),
                hash -> Optional.empty());
        control = new Control(
                new Control.Surroundings(
                        () -> Optional.of(identity),
                        regions,
                        this,
                        (node, question) -> decisions.answer(node, question),
                        relay,
                        seed.map(SeedFile::new)),
                new ControlLimits(
                        20,
                        100,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15)));
        control.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    public UplinkAddress address() {
        return new UplinkAddress("127.0.0.1", control.port());
    }

    public NodeId node() {
        return identity.node();
    }

    /** What that node said when it came. */
    public Register registerOf(NodeId node) {
        return Objects.requireNonNull(registers.get(node));
    }

    public NodeReport reportOf(NodeId node) {
        return Objects.requireNonNull(reports.get(node));
    }

    /** Has the control center name this Foghorn as that node. */
    public void tellAs(Regions others, NodeId as) {
        TestRegions.tell(
                others,
                Region.newBuilder()
                        .addFoghorns(FoghornAddress.newBuilder()
                                .setNodeId(as.value())
                                .setControl(address().toString()))
                        .build());
    }

    public void tellNothing(Regions others) {
        TestRegions.tell(others, Region.getDefaultInstance());
    }

    /** Has the control center say that this certificate counts no more. */
    public void revoke(String serial) {
        TestRegions.tell(regions, Region.newBuilder().addRevokedSerials(serial).build());
    }

    @Override
    public Set<ClientAddress> addresses(Register register) {
        if (register.getNodeName().equals(SLOW)) {
            mayLookUp.join();
        }
        return Set.of();
    }

    @Override
    public void registered(NodeId node, Register register, Set<ClientAddress> addresses) {
        registers.put(node, register);
        told.add("registered");
    }

    @Override
    public void reported(NodeId node, NodeReport report) {
        reports.put(node, report);
    }

    @Override
    public void isInMode(NodeId node, Mode mode) {
        modes.put(node, mode);
    }

    @Override
    public void viewerLeft(NodeId node, String stream, String address) {
        left.add(stream + " " + address);
    }

    @Override
    public void restarts(NodeId node) {
        told.add("restarts");
    }

    @Override
    public void lost(NodeId node, String why) {
        told.add("lost: " + why);
    }

    @Override
    public void forgotten(NodeId node) {
        told.add("forgotten");
    }

    @Override
    public void close() {
        control.close();
        center.close();
    }
}
