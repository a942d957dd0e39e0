package dev.flotilla.edge.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Every command that ends by itself. It never boots the agent, so it works beside a running one. */
@Command(name = "flotilla-edge", description = "The agent of a Flotilla node.", mixinStandardHelpOptions = true)
public final class Cli {
    private Cli() {}

    /** Runs the command that the arguments name and answers the exit status. */
    public static int run(String... arguments) {
        return new CommandLine(new Cli()).execute(arguments);
    }
}
