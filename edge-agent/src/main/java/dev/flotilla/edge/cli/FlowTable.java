package dev.flotilla.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "List the flows of this node and what they carry now. Exits with 1 when no agent runs.")
@RegisterForReflection
final class FlowTable implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private Cli cli = new Cli(Settings.ofThisProcess());

    @Option(names = "--json", description = "As mroute's API answers it, with the metrics of each flow.")
    private boolean isJson;

    @Override
    public Integer call() {
        try (LocalApi api = new LocalApi(cli.settings())) {
            return switch (api.mroute("/v1/flows")) {
                case LocalApi.Answer.Told(JsonNode answer) -> print(withMetrics(answer.path("flows"), api));
                case LocalApi.Answer.Failed(String why) -> {
                    spec.commandLine().getErr().println(why);
                    yield ExitCode.SOFTWARE;
                }
            };
        }
    }

    private int print(ArrayNode flows) {
        var out = spec.commandLine().getOut();
        if (isJson) {
            out.println(flows.toPrettyString());
        } else if (flows.isEmpty()) {
            out.println("This node has no flows. Make one in the console, or by POST "
                    + cli.settings().mrouteApi() + "/v1/flows.");
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("FLOW", "STATUS", "HEALTH", "SOURCE", "IN", "OUTPUTS", "MANAGED BY"));
            flows.forEach(flow -> rows.add(row(flow)));
            Columns.of(rows).forEach(out::println);
        }
        return ExitCode.OK;
    }

    private static List<String> row(JsonNode flow) {
        JsonNode sources = flow.at("/metrics/source_metrics");
        JsonNode outputs = flow.at("/metrics/output_metrics");
        long kbps = 0;
        String connected = "-";
        for (JsonNode source : sources) {
            kbps += source.path("bitrate_kbps").asLong();
            if (source.path("connected").asBoolean()) {
                connected = source.path("name").asText() + " from "
                        + source.path("peer").asText("?");
            }
        }
        int alive = 0;
        for (JsonNode output : outputs) {
            alive += output.path("connected").asBoolean() ? 1 : 0;
        }
        String manager = flow.path("managed_by").asText("");
        return List.of(
                flow.path("name").asText(),
                flow.path("status").asText().toLowerCase(Locale.ROOT),
                flow.path("health").asText().toLowerCase(Locale.ROOT).replace('_', ' '),
                connected,
                Words.bitrate(kbps * 1000),
                alive + " of " + flow.path("outputs").size() + " connected",
                manager.isEmpty() ? "this node" : "control center");
    }

    private static ArrayNode withMetrics(JsonNode flows, LocalApi api) {
        ArrayNode all = JSON.createArrayNode();
        for (JsonNode flow : flows) {
            ObjectNode whole = all.addObject();
            flow.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
            if (api.mroute("/v1/flows/" + flow.path("id").asText() + "/metrics")
                    instanceof LocalApi.Answer.Told(JsonNode metrics)) {
                whole.set("metrics", metrics);
            }
        }
        return all;
    }
}
