package dev.flotilla.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Show how MistServer's configuration differs from what this agent is told to make of it.",
            "Exits with 0 when it does not, with 1 when it does, and with 2 when that cannot be told."
        })
@RegisterForReflection
final class MistDiff implements Callable<Integer> {
    private static final int DIFFERENT = 1;
    private static final int UNKNOWN = ExitCode.USAGE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private Mist mist = new Mist();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (LocalApi api = new LocalApi(mist.cli().settings())) {
            return switch (api.mistDiff()) {
                case LocalApi.Answer.Told(JsonNode difference)
                when difference.path("changes").isEmpty() -> {
                    out.println("MistServer is as it should be.");
                    yield ExitCode.OK;
                }
                case LocalApi.Answer.Told(JsonNode difference) -> {
                    difference.path("changes").forEach(change -> out.println(change.asText()));
                    yield DIFFERENT;
                }
                case LocalApi.Answer.Failed(String why) -> {
                    spec.commandLine().getErr().println(why);
                    yield UNKNOWN;
                }
            };
        }
    }
}
