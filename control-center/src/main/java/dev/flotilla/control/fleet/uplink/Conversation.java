package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.event.Events;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.Node;
import dev.flotilla.control.fleet.NodeMachines;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.NodeReports.Word;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventAcknowledgement;
import dev.flotilla.proto.uplink.v1.CenterMessage;
import dev.flotilla.proto.uplink.v1.Hello;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import dev.flotilla.proto.uplink.v1.Welcome;
import dev.flotilla.unit.Generation;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** What the control center makes of each message of a node. */
@ApplicationScoped
class Conversation implements NodeStream.Handler {
    private static final Logger LOG = Logger.getLogger(Conversation.class);

    private final Uplinks uplinks;
    private final DesiredStatePush desired;
    private final RegionPush regions;
    private final Certificates certificates;
    private final Nodes nodes;
    private final Clusters clusters;
    private final Tenants tenants;
    private final NodeReports reports;
    private final NodeMachines machines;
    private final Events events;
    private final UplinkConfig config;
    private final Clock clock = Clock.systemUTC();

    Conversation(
            Uplinks uplinks,
            DesiredStatePush desired,
            RegionPush regions,
            Certificates certificates,
            Nodes nodes,
            Clusters clusters,
            Tenants tenants,
            NodeReports reports,
            NodeMachines machines,
            Events events,
            UplinkConfig config) {
        this.uplinks = uplinks;
        this.desired = desired;
        this.regions = regions;
        this.certificates = certificates;
        this.nodes = nodes;
        this.clusters = clusters;
        this.tenants = tenants;
        this.reports = reports;
        this.machines = machines;
        this.events = events;
        this.config = config;
    }

    @Override
    public void hear(NodeStream stream, NodeMessage message) {
        NodeIdentity who = stream.identity();
        boolean isJoined =
                uplinks.of(who.node()).filter(joined -> joined == stream).isPresent();
        if (isJoined == message.hasHello()) {
            throw Status.FAILED_PRECONDITION
                    .withDescription(isJoined ? "hello must come once" : "hello must come first")
                    .asRuntimeException();
        }
        switch (message.getMessageCase()) {
            case HELLO -> welcome(stream, message.getHello());
            case HEALTH -> reports.hear(who.node(), new Word.Feels(message.getHealth()));
            case FLOWS -> reports.hear(who.node(), new Word.Carries(message.getFlows()));
            case EVENTS -> take(stream, message.getEvents().getEventsList());
            case RESULT -> desired.answered(who, message.getResult());
            case MESSAGE_NOT_SET -> throw new IllegalStateException("an empty message passed the check");
        }
    }

    @Override
    public void canSend(NodeStream stream) {
        desired.push(stream);
    }

    @Override
    public void ended(NodeStream stream) {
        uplinks.ended(stream);
    }

    private void welcome(NodeStream stream, Hello hello) {
        NodeIdentity who = stream.identity();
        Node node = nodes.get(who.tenant(), who.node().value());
        Revocation.refuse(node, who, certificates);
        desired.met(who, hello);
        stream.holds(new Generation(hello.getGeneration()));
        machines.met(who.tenant(), who.node(), hello.getInventory());
        uplinks.joined(stream, hello.getInventory());
        stream.send(CenterMessage.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setNodeName(node.name())
                        .setTenantName(tenants.get(who.tenant()).name())
                        .setClusterName(
                                clusters.get(who.tenant(), node.cluster().value())
                                        .name())
                        .setClockMs(clock.millis())
                        .setHealthIntervalMs((int) config.healthInterval().toMillis())
                        .setReportIntervalMs((int) config.reportInterval().toMillis()))
                .build());
        stream.belongsTo(node.cluster());
        regions.push(stream);
        LOG.infof(
                "uplink open node=%s tenant=%s agent=%s",
                who.node(), who.tenant(), hello.getInventory().getAgentVersion());
        desired.push(stream);
    }

    private void take(NodeStream stream, List<Event> batch) {
        NodeIdentity who = stream.identity();
        events.record(who.tenant(), who.node(), batch);
        var acknowledgement = EventAcknowledgement.newBuilder();
        batch.forEach(event -> acknowledgement.addIds(event.getId()));
        stream.send(
                CenterMessage.newBuilder().setAcknowledgement(acknowledgement).build());
    }
}
