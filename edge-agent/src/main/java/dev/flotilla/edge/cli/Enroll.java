package dev.flotilla.edge.cli;

import dev.flotilla.edge.node.AgentVersion;
import dev.flotilla.edge.node.Hostname;
import dev.flotilla.edge.uplink.enrolment.Applicant;
import dev.flotilla.edge.uplink.enrolment.Enrolment;
import dev.flotilla.edge.uplink.enrolment.EnrolmentFault;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult;
import dev.flotilla.edge.uplink.identity.CenterAddress;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.MachineFingerprint;
import dev.flotilla.enrolment.BootstrapToken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
        description = {
            "Make this machine a node of a fleet.",
            "The bootstrap token comes from FLOTILLA_BOOTSTRAP_TOKEN or from standard input, never from an argument."
        })
@RegisterForReflection
final class Enroll implements Callable<Integer> {
    private static final int LONGEST_TOKEN_BYTES = 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private @Nullable Cli cli;

    @Option(
            names = "--center",
            paramLabel = "URL",
            description = "The control center, for example https://center.example.org:18443. Default: FLOTILLA_CENTER.")
    private @Nullable String center;

    @Option(names = "--again", description = "Replace the identity that this node has already.")
    private boolean again;

    @Override
    public Integer call() {
        Settings settings = cli == null ? Settings.ofThisProcess() : cli.settings();
        CenterAddress address = address(settings);
        String text = token(settings);
        if (text.isBlank()) {
            return refused(new EnrolmentResult.Refused(EnrolmentFault.TOKEN_MISSING, ""));
        }
        BootstrapToken token;
        try {
            token = BootstrapToken.parse(text);
        } catch (IllegalArgumentException e) {
            return refused(new EnrolmentResult.Refused(EnrolmentFault.TOKEN_MALFORMED, String.valueOf(e.getMessage())));
        }
        Applicant applicant;
        try {
            applicant = new Applicant(
                    Hostname.ofThisMachine(),
                    AgentVersion.text(),
                    List.of(settings.value("flotilla.units").orElse("mroute").split(",", -1)),
                    MachineFingerprint.of(settings.value("flotilla.machine-id-file")
                            .map(Path::of)
                            .orElse(MachineFingerprint.MACHINE_ID)));
        } catch (IOException e) {
            return refused(new EnrolmentResult.Refused(EnrolmentFault.MACHINE_UNKNOWN, String.valueOf(e.getMessage())));
        }
        var enrolment = new Enrolment(new IdentityFolder(settings.data()), Clock.systemUTC());
        return switch (enrolment.enrol(address, token, applicant, again)) {
            case EnrolmentResult.Enrolled(Identity identity) -> enrolled(identity);
            case EnrolmentResult.Refused why -> refused(why);
        };
    }

    private int enrolled(Identity identity) {
        var out = spec.commandLine().getOut();
        out.println(
                "This machine is now the node " + identity.nodeName() + " of the fleet at " + identity.center() + ".");
        out.println("A running agent connects by itself; otherwise start it with 'flotilla-edge run'.");
        return 0;
    }

    private int refused(EnrolmentResult.Refused why) {
        spec.commandLine().getErr().println(why.sentence());
        return why.fault().exitStatus();
    }

    private CenterAddress address(Settings settings) {
        String text =
                center != null ? center : settings.value("flotilla.center").orElse("");
        if (text.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Say where the control center is: --center https://host:18443");
        }
        try {
            return CenterAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
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
