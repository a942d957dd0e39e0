package dev.flotilla.edge;

import dev.flotilla.edge.cli.Cli;
import dev.flotilla.edge.engine.EngineMain;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/**
 * One executable, several roles: {@code run} is the agent, {@code engine} is the packet path in a process of its own, and
 * everything else is a command of {@link Cli}. Only the agent boots Quarkus.
 */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        switch (arguments.length == 0 ? "help" : arguments[0]) {
            case "run" -> Quarkus.run(arguments);
            case "engine" -> EngineMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> System.exit(Cli.run(arguments));
        }
    }
}
