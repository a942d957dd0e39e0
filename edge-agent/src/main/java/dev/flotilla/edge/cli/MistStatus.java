package dev.flotilla.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Say how it stands with MistServer. Exits with 1 when it does not answer.")
@RegisterForReflection
final class MistStatus implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private Mist mist = new Mist();

    @Override
    public Integer call() {
        try (LocalApi api = new LocalApi(mist.cli().settings())) {
            return switch (api.status()) {
                case LocalApi.Answer.Told(JsonNode status)
                when status.path("mist").has("answers") -> {
                    int exit = print(status.path("mist"));
                    recordings(status.path("recordings"));
                    pushes(status.path("pushes").path("targets"));
                    yield exit;
                }
                case LocalApi.Answer.Told _ ->
                    refused("This agent has no MistServer: see flotilla.units and flotilla.helmsman.mist.url.");
                case LocalApi.Answer.Failed(String why) -> refused(why);
            };
        }
    }

    private int print(JsonNode status) {
        boolean isAnswering = status.path("answers").asBoolean();
        String since = Words.age(Instant.parse(status.path("since").asText()), Instant.now());
        long triggers = status.path("triggers")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .sum();
        row(
                "Server",
                isAnswering
                        ? "%s (%s), for %s"
                                .formatted(
                                        status.path("version").asText(),
                                        status.path("flavour").asText(),
                                        since)
                        : "does not answer, for " + since);
        row(
                "Triggers",
                "%d, %d not read, %d answered from memory, %d not decided"
                        .formatted(
                                triggers,
                                status.path("unread_triggers").asLong(),
                                status.path("answered_in_grace").asLong(),
                                status.path("undecided").asLong()));
        status.path("problems")
                .forEach(problem -> row("Problem", mist.cli().terminal().bad(problem.asText())));
        return isAnswering ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void recordings(JsonNode status) {
        if (!status.path("switched_on").asBoolean()) {
            return;
        }
        JsonNode states = status.path("states");
        row(
                "Recorded",
                "%d ready, %d under way, %d failed, %d MB here"
                        .formatted(
                                states.path("ready").asLong(),
                                states.path("requested").asLong()
                                        + states.path("recording").asLong()
                                        + states.path("processing").asLong(),
                                states.path("failed").asLong(),
                                status.path("bytes").asLong() / 1_000_000));
        row(
                "Storage",
                status.path("object_storage").asBoolean()
                        ? "%d files uploaded, %d to go"
                                .formatted(
                                        status.path("uploaded").asLong(),
                                        status.path("not_uploaded").asLong())
                        : "none: recordings stay on this node");
        status.path("problems")
                .forEach(problem -> row("Problem", mist.cli().terminal().bad(problem.asText())));
    }

    private void pushes(JsonNode targets) {
        for (JsonNode target : targets) {
            String state = target.path("state").asText();
            String reason = target.path("reason").asText();
            row(
                    "Push",
                    "%s to %s: %s"
                            .formatted(
                                    target.path("stream").asText(),
                                    target.path("target").asText(),
                                    state.equals("running")
                                            ? "running, %d bytes"
                                                    .formatted(
                                                            target.path("bytes").asLong())
                                            : reason.isEmpty() ? state : state + ", " + reason));
        }
    }

    private int refused(String why) {
        spec.commandLine().getErr().println(why);
        return ExitCode.SOFTWARE;
    }

    private void row(String title, String value) {
        spec.commandLine().getOut().printf("%-9s%s%n", title, value);
    }
}
