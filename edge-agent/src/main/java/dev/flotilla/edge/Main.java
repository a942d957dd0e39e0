package dev.flotilla.edge;

import dev.flotilla.edge.cli.Cli;
import dev.flotilla.edge.engine.EngineMain;
import dev.flotilla.edge.media.MediaHelper;
import dev.flotilla.edge.mroute.original.OriginalConfig;
import dev.flotilla.edge.mroute.original.OriginalSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/**
 * One executable, several roles: {@code run} is the agent, {@code mroute} too is the agent, started as the public mroute is,
 * {@code engine} is the packet path in a process of its own, and everything else is a command of {@link Cli}. Only the agent boots Quarkus.
 */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        switch (arguments.length == 0 ? "help" : arguments[0]) {
            case "run" -> Quarkus.run(arguments);
            case "mroute" -> mroute(Arrays.copyOfRange(arguments, 1, arguments.length), arguments);
            case "media-helper" -> MediaHelper.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "engine" -> EngineMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> System.exit(Cli.run(arguments));
        }
    }

    /** As the public mroute is started: alone, or with {@code -config FILE}. All else is a command. */
    private static void mroute(String[] flags, String[] arguments) {
        String flag = flags.length == 0 ? "-config=" + OriginalConfig.DEFAULT_FILE : String.join("=", flags);
        if (!flag.startsWith("-config=") && !flag.startsWith("--config=")) {
            System.exit(Cli.run(arguments));
        }
        System.setProperty(OriginalSettings.FILE, flag.substring(flag.indexOf('=') + 1));
        Quarkus.run("run");
    }
}
