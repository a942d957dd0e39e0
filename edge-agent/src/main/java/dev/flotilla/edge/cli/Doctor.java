package dev.flotilla.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Check what this node needs, and say how to mend what is wrong. Exits with 1 when something is.")
@RegisterForReflection
final class Doctor implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private Cli cli = new Cli(Settings.ofThisProcess());

    @Override
    public Integer call() {
        List<Finding> findings = findings(cli.settings());
        findings.forEach(this::print);
        return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.WRONG)
                ? ExitCode.SOFTWARE
                : ExitCode.OK;
    }

    private static List<Finding> findings(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        findings.add(MachineCheck.libraries());
        findings.add(MachineCheck.disk(settings.data()));
        findings.add(MembershipCheck.certificate(new IdentityFolder(settings.data()), Instant.now()));
        try (LocalApi api = new LocalApi(settings)) {
            switch (api.status()) {
                case LocalApi.Answer.Told(JsonNode status) -> {
                    findings.add(Finding.fine("agent", "answers at " + settings.nodeApi()));
                    if (LocalApi.isOff(status, Unit.MROUTE)) {
                        findings.add(Finding.noted("mroute", "is switched off (flotilla.units)", ""));
                    } else {
                        findings.add(ports(api, settings));
                        findings.add(MembershipCheck.engine(status, settings.data()));
                    }
                    findings.add(MembershipCheck.connection(status));
                    findings.add(MembershipCheck.clock(status));
                }
                case LocalApi.Answer.Failed _ -> {
                    findings.add(Finding.wrong(
                            "agent",
                            "none answers at " + settings.nodeApi(),
                            "'systemctl start flotilla-edge' or 'flotilla-edge run'"));
                    findings.add(MachineCheck.ports(settings));
                    findings.addAll(center(settings));
                }
            }
        }
        return findings;
    }

    private static List<Finding> center(Settings settings) {
        try {
            return CenterCheck.of(new IdentityFolder(settings.data(), settings.via()));
        } catch (IllegalArgumentException wrong) {
            return List.of(Finding.wrong("connection", String.valueOf(wrong.getMessage()), "write host:port there"));
        }
    }

    private static Finding ports(LocalApi api, Settings settings) {
        return switch (api.mroute("/v1/flows")) {
            case LocalApi.Answer.Told _ -> Finding.fine("ports", "mroute answers at " + settings.mrouteApi());
            case LocalApi.Answer.Failed(String why) ->
                Finding.wrong("ports", why, "see who listens with 'ss -ltnp', then restart the agent");
        };
    }

    private void print(Finding finding) {
        Terminal terminal = cli.terminal();
        String mark = switch (finding.verdict()) {
            case FINE -> terminal.good("ok   ");
            case NOTED -> "note ";
            case WRONG -> terminal.bad("WRONG");
        };
        var out = spec.commandLine().getOut();
        out.printf("%s  %-12s%s%n", mark, finding.subject(), finding.what());
        if (!finding.remedy().isEmpty()) {
            out.printf("%21s%s%n", "To mend: ", finding.remedy());
        }
    }
}
