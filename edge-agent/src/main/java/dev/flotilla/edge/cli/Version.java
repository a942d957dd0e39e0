package dev.flotilla.edge.cli;

import dev.flotilla.edge.node.AgentVersion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Say which version this is.")
@RegisterForReflection
final class Version implements Callable<Integer>, IVersionProvider {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(getVersion()[0]);
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"flotilla-edge " + AgentVersion.text() + ", Java " + Runtime.version()};
    }
}
