package dev.flotilla.edge.cli;

import dev.flotilla.edge.uplink.enrolment.EnrolmentFault;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Every command that ends by itself. It never boots the agent, so it works beside a running one. */
@Command(
        name = "flotilla-edge",
        description = "The agent of a Flotilla node.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Enroll.class,
            Status.class,
            FlowTable.class,
            Doctor.class,
            Mroute.class,
            Mist.class,
            Version.class
        },
        footer = {"  run      Run the agent.", "  engine   Run the packet path; the agent starts it by itself."})
@RegisterForReflection(classNames = "picocli.CommandLine$AutoHelpMixin")
public final class Cli {
    private static final Pattern TOKEN = Pattern.compile("bt_[0-9a-fA-F]{8}");

    private final Settings settings;

    Cli(Settings settings) {
        this.settings = settings;
    }

    /** Runs the command that the arguments name and answers the exit status. */
    public static int run(String... arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(Settings.ofThisProcess(), out, err, arguments);
    }

    static int run(Settings settings, PrintWriter out, PrintWriter err, String... arguments) {
        if (Arrays.stream(arguments)
                .anyMatch(argument -> TOKEN.matcher(argument).find())) {
            err.println("A token must not be an argument, because every user of this machine sees arguments with 'ps'."
                    + " Set FLOTILLA_BOOTSTRAP_TOKEN or write it to standard input."
                    + " This one has been seen now: better revoke it and make another.");
            return ExitCode.USAGE;
        }
        CommandLine cli = new CommandLine(new Cli(settings)).setOut(out).setErr(err);
        CommandLine enroll = cli.getSubcommands().get("enroll");
        if (enroll != null) {
            enroll.getCommandSpec()
                    .usageMessage()
                    .exitCodeListHeading("%nExit status:%n")
                    .exitCodeList(exitStatuses());
        }
        return cli.execute(arguments);
    }

    Settings settings() {
        return settings;
    }

    Terminal terminal() {
        return Terminal.of(settings.environment());
    }

    private static Map<String, String> exitStatuses() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("0", "enrolled");
        all.put("2", "wrong arguments");
        for (EnrolmentFault fault : EnrolmentFault.values()) {
            all.putIfAbsent(Integer.toString(fault.exitStatus()), fault.wrong());
        }
        return all;
    }
}
