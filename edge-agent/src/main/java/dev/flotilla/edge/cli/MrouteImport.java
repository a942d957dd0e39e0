package dev.flotilla.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.mroute.original.OriginalConfig;
import dev.flotilla.edge.mroute.original.OriginalDatabase;
import dev.flotilla.edge.mroute.original.OriginalDatabase.StoredFlow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Take over the flows of a public mroute into the agent that runs on this node.",
            "The file is only read. A flow whose id is here already is left as it is. What ran there runs here as soon as"
                    + " its ports are free, so end the old mroute."
        })
@RegisterForReflection
final class MrouteImport implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("flow_[0-9a-f]{16}");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "mroute's database. Default: what config.yaml of this folder says, else mroute.db.")
    private @Nullable Path file;

    @Option(names = "--stopped", description = "Start none of them.")
    private boolean isStopped;

    @Override
    public Integer call() {
        Settings settings = ((Cli) spec.root().userObject()).settings();
        try (LocalApi api = new LocalApi(settings)) {
            Path database = file != null
                    ? file
                    : OriginalConfig.read(OriginalConfig.DEFAULT_FILE).database();
            return take(OriginalDatabase.flows(database), api);
        } catch (IOException | SQLException e) {
            spec.commandLine().getErr().println("Nothing was imported: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private int take(List<StoredFlow> flows, LocalApi api) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FLOW", "NAME", "RESULT"));
        boolean isComplete = true;
        for (StoredFlow flow : flows) {
            String result = take(flow, api);
            isComplete &= result.startsWith("imported") || result.startsWith("here already");
            rows.add(List.of(flow.id(), flow.name(), result));
        }
        Columns.of(rows).forEach(spec.commandLine().getOut()::println);
        return isComplete ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private String take(StoredFlow flow, LocalApi api) {
        String document;
        try {
            document = withUsableId(flow);
        } catch (JsonProcessingException e) {
            return "refused: its document is no JSON object";
        }
        return switch (api.post("/v1/flows", document)) {
            case LocalApi.Answer.Told(JsonNode made) -> {
                String id = made.path("id").asText();
                String renamed = id.equals(flow.id()) ? "" : " as " + id;
                yield "imported" + renamed + (flow.isRunning() && !isStopped ? start(id, api) : ", stopped");
            }
            case LocalApi.Answer.Failed(String why)
            when why.equals("flow " + flow.id() + " already exists") -> "here already, left as it is";
            case LocalApi.Answer.Failed(String why) -> "refused: " + why;
        };
    }

    private static String start(String id, LocalApi api) {
        return switch (api.post("/v1/flows/" + id + "/start", "")) {
            case LocalApi.Answer.Told _ -> ", started";
            case LocalApi.Answer.Failed(String why) -> ", not started: " + why;
        };
    }

    /** That mroute takes any text for an id; here a flow with another one gets a new id. */
    private static String withUsableId(StoredFlow flow) throws JsonProcessingException {
        if (!(JSON.readTree(flow.document()) instanceof ObjectNode document)) {
            throw new JsonProcessingException("no object") {};
        }
        document.remove(List.of("id", "status", "created_at", "updated_at", "started_at", "stopped_at"));
        if (ID.matcher(flow.id()).matches()) {
            document.put("id", flow.id());
        }
        return document.toString();
    }
}
