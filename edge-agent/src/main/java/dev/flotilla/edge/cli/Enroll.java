package dev.flotilla.edge.cli;

import dev.flotilla.edge.node.AgentVersion;
import dev.flotilla.edge.node.Hostname;
import dev.flotilla.edge.uplink.enrolment.Enrolment;
import dev.flotilla.edge.uplink.enrolment.EnrolmentRequest;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "enroll",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Make this machine a node of a fleet.",
            "The bootstrap token comes from FLOTILLA_BOOTSTRAP_TOKEN or from standard input, never from an argument.",
            "A machine that reaches no more than a Foghorn names its ports: that for enrolment with --center, that for"
                    + " the uplink as host:port with FLOTILLA_UPLINK_VIA, also when the agent runs."
        })
@RegisterForReflection
final class Enroll implements Callable<Integer> {
    private static final int LONGEST_TOKEN_BYTES = 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private Cli cli = new Cli(Settings.ofThisProcess());

    @Option(
            names = "--center",
            paramLabel = "URL",
            description = "The control center, for example https://center.example.org:18443. Default: FLOTILLA_CENTER.")
    private @Nullable String center;

    @Option(names = "--again", description = "Replace the identity that this node has already.")
    private boolean again;

    @Override
    public Integer call() {
        Settings settings = cli.settings();
        String text =
                center != null ? center : settings.value("flotilla.center").orElse("");
        if (text.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Say where the control center is: --center https://host:18443");
        }
        var request = new EnrolmentRequest(
                new Enrolment(new IdentityFolder(settings.data(), via(settings)), Clock.systemUTC()),
                text,
                token(settings),
                Hostname.ofThisMachine(),
                AgentVersion.text(),
                units(settings),
                settings.machineIdFile());
        return switch (request.enrol(again)) {
            case EnrolmentResult.Enrolled(Identity identity) -> enrolled(identity);
            case EnrolmentResult.Refused why -> {
                spec.commandLine().getErr().println(why.sentence());
                yield why.fault().exitStatus();
            }
        };
    }

    private int enrolled(Identity identity) {
        var out = spec.commandLine().getOut();
        out.println(
                "This machine is now the node " + identity.nodeName() + " of the fleet at " + identity.center() + ".");
        out.println("A running agent connects by itself; otherwise start it with 'flotilla-edge run'.");
        return 0;
    }

    private Optional<UplinkAddress> via(Settings settings) {
        try {
            return settings.via();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
    }

    private List<String> units(Settings settings) {
        try {
            return settings.units().words();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
    }

    private static String token(Settings settings) {
        return settings.value("flotilla.bootstrap-token").orElseGet(Enroll::tokenFromStandardInput);
    }

    private static String tokenFromStandardInput() {
        String typed = Terminal.askSecretly("Bootstrap token: ");
        if (typed != null) {
            return typed;
        }
        try {
            return new String(System.in.readNBytes(LONGEST_TOKEN_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
