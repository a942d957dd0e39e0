package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.Register;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Puts what the streams tell into the region in which viewers are routed. */
final class RegionPicture implements Picture {
    private static final Logger LOG = Logger.getLogger(RegionPicture.class);
    private static final Duration LOOK_UP = Duration.ofSeconds(2);

    private final Region region;
    private final Supplier<Optional<Identity>> own;

    RegionPicture(Region region, Supplier<Optional<Identity>> own) {
        this.region = region;
        this.own = own;
    }

    @Override
    public void registered(NodeId node, Register register, Set<ClientAddress> addresses) {
        String tenant = own.get().map(identity -> identity.tenant().value()).orElse("");
        var identity = new Node.Identity(
                node.value(),
                tenant,
                register.getNodeName(),
                register.getHost(),
                register.getPublicUrl(),
                Capabilities.of(register.getCapabilitiesList()),
                false);
        if (!region.register(identity, addresses, register.getMode())) {
            LOG.errorf("node=%s: the region is full, and no viewer will be sent there", node);
        }
    }

    @Override
    public void reported(NodeId node, NodeReport report) {
        if (report.hasMode()) {
            region.mode(node.value(), report.getMode());
        }
        region.report(node.value(), report);
    }

    @Override
    public void isInMode(NodeId node, Mode mode) {
        region.mode(node.value(), mode);
    }

    @Override
    public void viewerLeft(NodeId node, String stream, String address) {
        region.snapshot()
                .node(node.value())
                .ifPresent(there -> region.viewers()
                        .disconnected(
                                there,
                                stream.indexOf('+') < 0 ? "live+" + stream : stream,
                                ClientAddress.parse(address)));
    }

    @Override
    public void restarts(NodeId node) {
        region.lost(node.value(), true);
    }

    @Override
    public void lost(NodeId node, String why) {
        LOG.warnf("node=%s gets no viewers: %s", node, why);
        region.lost(node.value(), false);
    }

    @Override
    public void forgotten(NodeId node) {
        LOG.infof("node=%s is forgotten", node);
        region.remove(node.value());
    }

    /** What the host of the address stands for; empty when no name server says so in time. */
    @Override
    public Set<ClientAddress> addresses(Register register) {
        try {
            String host = URI.create(register.getPublicUrl()).getHost();
            if (host == null) {
                return Set.of();
            }
            ClientAddress literal = ClientAddress.parse(host);
            if (literal != null) {
                return Set.of(literal);
            }
            return CompletableFuture.supplyAsync(
                            () -> lookUp(host),
                            task -> Thread.ofVirtual().name("look-up").start(task))
                    .completeOnTimeout(Set.of(), LOOK_UP.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    private static Set<ClientAddress> lookUp(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(ClientAddress::of)
                    .collect(Collectors.toSet());
        } catch (UnknownHostException e) {
            LOG.warnf("no address is known for %s", host);
            return Set.of();
        }
    }
}
