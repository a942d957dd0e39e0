package dev.flotilla.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.edge.unit.Unit;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Say how this node does. Exits with 1 when no agent runs.")
@RegisterForReflection
final class Status implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private Cli cli = new Cli(Settings.ofThisProcess());

    @Option(names = "--json", description = "As the agent answers it.")
    private boolean isJson;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (LocalApi api = new LocalApi(cli.settings())) {
            switch (api.status()) {
                case LocalApi.Answer.Told(JsonNode status) when isJson -> out.println(status.toPrettyString());
                case LocalApi.Answer.Told(JsonNode status) -> print(status, out, Instant.now());
                case LocalApi.Answer.Failed(String why) -> {
                    spec.commandLine().getErr().println(why);
                    return ExitCode.SOFTWARE;
                }
            }
            return ExitCode.OK;
        }
    }

    private void print(JsonNode status, PrintWriter out, Instant now) {
        Terminal terminal = cli.terminal();
        row(out, "Node", terminal.strong(name(status.path("node"))));
        boolean isConnected = status.at("/uplink/state").asText().equals("connected");
        String uplink = status.at("/uplink/detail").asText();
        row(out, "Uplink", isConnected ? terminal.good(uplink) : uplink);
        row(out, "Agent", process(status.path("agent"), now));
        row(
                out,
                "Engine",
                status.at("/engine/running").asBoolean()
                        ? process(status.path("engine"), now)
                        : LocalApi.isOff(status, Unit.MROUTE)
                                ? "mroute is switched off"
                                : terminal.bad("does not run"));
        row(out, "Machine", machine(status.path("machine")));
        row(out, "Flows", flows(status.path("flows")));
        JsonNode mist = status.path("mist");
        if (mist.has("answers")) {
            row(
                    out,
                    "Mist",
                    mist.path("answers").asBoolean()
                            ? "MistServer " + mist.path("version").asText()
                            : terminal.bad("MistServer does not answer"));
        }
        int waiting = status.at("/uplink/spooled_events").asInt();
        if (waiting > 0) {
            row(out, "Events", waiting + " wait for the control center");
        }
        status.path("problems").forEach(problem -> row(out, "Problem", terminal.bad(problem.asText())));
    }

    private static String name(JsonNode node) {
        if (!node.has("name")) {
            return node.path("hostname").asText();
        }
        String tenant = node.path("tenant_name").asText("");
        return node.path("name").asText()
                + (tenant.isEmpty()
                        ? ""
                        : ", tenant " + tenant + ", cluster "
                                + node.path("cluster_name").asText());
    }

    private static String process(JsonNode process, Instant now) {
        String version = process.path("version").asText("");
        return (version.isEmpty() ? "" : version + ", ")
                + "runs for "
                + Words.age(Instant.parse(process.path("started_at").asText()), now)
                + " in " + Words.bytes(process.path("memory_bytes").asLong());
    }

    private static String machine(JsonNode machine) {
        return "CPU %s, memory %s of %s, disk %s of %s, network %s in, %s out"
                .formatted(
                        Words.percent(machine.path("cpu").asDouble()),
                        Words.bytes(machine.path("memory_used_bytes").asLong()),
                        Words.bytes(machine.path("memory_bytes").asLong()),
                        Words.bytes(machine.path("disk_used_bytes").asLong()),
                        Words.bytes(machine.path("disk_bytes").asLong()),
                        Words.bitrate(machine.path("network_in_bps").asLong()),
                        Words.bitrate(machine.path("network_out_bps").asLong()));
    }

    private static String flows(JsonNode flows) {
        List<String> parts = new ArrayList<>();
        flows.properties().forEach(count -> {
            if (!count.getKey().equals("total")) {
                parts.add(count.getValue().asInt() + " " + count.getKey().replace('_', ' '));
            }
        });
        int total = flows.path("total").asInt();
        return total == 0 ? "none" : total + ": " + String.join(", ", parts);
    }

    private static void row(PrintWriter out, String title, String value) {
        out.printf("%-9s%s%n", title, value);
    }
}
