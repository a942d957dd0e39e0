package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.event.EventCheck;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.node.v1.ProbeReport;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.FlowReports;
import dev.flotilla.proto.uplink.v1.Hello;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What the control center takes from a node: everything has a bound, so that no node can fill its memory or its disk. */
final class MessageCheck {
    private static final int MOST_FLOWS = 500;
    private static final int MOST_PARTS = 50;
    private static final int MOST_ITEMS = 256;
    /** More than any node can have been told; what is above would leave no room to count on. */
    private static final long NEWEST_GENERATION = 1L << 53;

    private static final int LONGEST_WORD = 256;
    private static final int LONGEST_SENTENCE = 2000;

    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?])";
    private static final Pattern CONTROL = Pattern.compile(HOST + ":[0-9]{1,5}");
    private static final Pattern HTTP = Pattern.compile("https?://" + HOST + "(?::[0-9]{1,5})?/?");

    private MessageCheck() {}

    /** Throws {@link InvalidMessage} for the first thing that is wrong. */
    static void check(NodeMessage message) {
        switch (message.getMessageCase()) {
            case HELLO -> hello(message.getHello());
            case HEALTH -> health(message.getHealth());
            case FLOWS -> flows(message.getFlows());
            case EVENTS -> EventCheck.check(message.getEvents());
            case RESULT -> result(message.getResult());
            case MESSAGE_NOT_SET ->
                throw new InvalidMessage("message", "", "must hold something that this control center knows");
        }
    }

    private static void hello(Hello hello) {
        Inventory inventory = hello.getInventory();
        positive("hello.clock_ms", hello.getClockMs());
        if (hello.getGeneration() < 0 || hello.getGeneration() > NEWEST_GENERATION) {
            throw new InvalidMessage(
                    "hello.generation",
                    Long.toUnsignedString(hello.getGeneration()),
                    "must be 0 to " + NEWEST_GENERATION);
        }
        word("hello.inventory.hostname", inventory.getHostname());
        word("hello.inventory.machine_sha256", inventory.getMachineSha256());
        most("hello.inventory.macs_sha256", inventory.getMacsSha256Count(), MOST_ITEMS);
        word("hello.inventory.operating_system", inventory.getOperatingSystem());
        word("hello.inventory.kernel", inventory.getKernel());
        word("hello.inventory.architecture", inventory.getArchitecture());
        word("hello.inventory.agent_version", inventory.getAgentVersion());
        form("hello.inventory.foghorn_control", inventory.getFoghornControl(), CONTROL, "must be host:port");
        form("hello.inventory.foghorn_http", inventory.getFoghornHttp(), HTTP, "must be http(s)://host[:port]");
        most("hello.inventory.libraries", inventory.getLibrariesCount(), MOST_ITEMS);
        most("hello.inventory.roles", inventory.getRolesCount(), MOST_ITEMS);
        most("hello.inventory.interfaces", inventory.getInterfacesCount(), MOST_ITEMS);
        inventory
                .getInterfacesList()
                .forEach(item -> most(
                        "hello.inventory.interfaces." + item.getName() + ".addresses",
                        item.getAddressesCount(),
                        MOST_ITEMS));
        size("hello.inventory", inventory.getSerializedSize());
    }

    private static void health(Health health) {
        positive("health.measured_at_ms", health.getMeasuredAtMs());
        if (!(health.getCpu() >= 0 && health.getCpu() <= 1)) {
            throw new InvalidMessage("health.cpu", health.getCpu(), "must be 0 to 1");
        }
        most("health.problems", health.getProblemsCount(), MOST_ITEMS);
        each("health.problems", health.getProblemsList(), problem -> sentence("health.problems", problem));
        word("health.release.version", health.getRelease().getVersion());
        word("health.release.platform", health.getRelease().getPlatform());
        word("health.release.order", health.getRelease().getOrder());
        sentence("health.release.fixed_because", health.getRelease().getFixedBecause());
        sentence("health.release.reason", health.getRelease().getReason());
    }

    private static void flows(FlowReports flows) {
        most("flows.reports", flows.getReportsCount(), MOST_FLOWS);
        for (FlowReport report : flows.getReportsList()) {
            flowId("flows.reports.flow_id", report.getFlowId());
            most("flows.reports.sources", report.getSourcesCount(), MOST_PARTS);
            most("flows.reports.outputs", report.getOutputsCount(), MOST_PARTS);
        }
        most("flows.local.flows", flows.getLocal().getFlowsCount(), MOST_FLOWS);
        for (FlowSpec flow : flows.getLocal().getFlowsList()) {
            flowId("flows.local.flows.id", flow.getId());
        }
        most("flows.probes", flows.getProbesCount(), MOST_ITEMS);
        each(
                "flows.probes",
                flows.getProbesList(),
                (ProbeReport probe) -> word("flows.probes.address", probe.getAddress()));
    }

    private static void result(DesiredStateResult result) {
        sentence("result.refused", result.getRefused());
        most("result.applied_flow_ids", result.getAppliedFlowIdsCount(), MOST_FLOWS);
        most("result.not_applied", result.getNotAppliedCount(), MOST_FLOWS);
        result.getNotAppliedList().forEach(item -> sentence("result.not_applied.reason", item.getReason()));
    }

    private static void flowId(String field, String value) {
        try {
            new FlowId(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessage(field, value, "must be 'flow_' and 16 hexadecimal digits");
        }
    }

    private static <T> void each(String field, List<T> items, Consumer<T> check) {
        most(field, items.size(), MOST_ITEMS);
        items.forEach(check);
    }

    private static void most(String field, int count, int most) {
        if (count > most) {
            throw new InvalidMessage(field, count, "must have at most " + most + " items");
        }
    }

    private static void size(String field, int bytes) {
        if (bytes > 65_536) {
            throw new InvalidMessage(field, bytes, "must have at most 65536 bytes");
        }
    }

    private static void positive(String field, long value) {
        if (value <= 0) {
            throw new InvalidMessage(field, value, "must be positive");
        }
    }

    private static void form(String field, String value, Pattern form, String rule) {
        word(field, value);
        if (!value.isEmpty() && !form.matcher(value).matches()) {
            throw new InvalidMessage(field, value, rule);
        }
    }

    private static void word(String field, String value) {
        length(field, value, LONGEST_WORD);
    }

    private static void sentence(String field, String value) {
        length(field, value, LONGEST_SENTENCE);
    }

    private static void length(String field, String value, int longest) {
        if (value.length() > longest || value.indexOf(0) >= 0) {
            throw new InvalidMessage(
                    field, value, "must have at most %d characters, none of them zero".formatted(longest));
        }
    }
}
