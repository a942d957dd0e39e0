package dev.flotilla.edge.cli;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;

@Command(
        name = "mroute",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "For those who come from the public mroute.",
            "'flotilla-edge mroute -config FILE' runs the agent with the settings of mroute's configuration file;"
                    + " without a file it takes config.yaml of this folder, if there is one."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = MrouteImport.class)
@RegisterForReflection
final class Mroute {}
