package dev.flotilla.edge.cli;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "mist",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "The MistServer beside this agent.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MistStatus.class, MistDiff.class})
@RegisterForReflection
final class Mist {
    @ParentCommand
    private Cli cli = new Cli(Settings.ofThisProcess());

    Cli cli() {
        return cli;
    }
}
