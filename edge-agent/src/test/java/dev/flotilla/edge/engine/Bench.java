package dev.flotilla.edge.engine;

import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** An engine's flows in the process of the test, without the socket in front of them. */
final class Bench implements AutoCloseable {
    final EventLog events = new EventLog(Clock.systemUTC());
    final Flows flows = new Flows(Clock.systemUTC(), events, () -> {});

    FlowReport report(FlowSpec flow) {
        return flows.observe(0).getFlowsList().stream()
                .filter(report -> report.getFlowId().equals(flow.getId()))
                .findFirst()
                .orElseThrow();
    }

    List<String> eventTypes() {
        return events.after(0).stream().map(event -> event.getEvent().getType()).toList();
    }

    /** Runs another program until the bench closes it; what it prints goes to a file in target. */
    static Process program(String... command) throws Exception {
        Path log = Files.createDirectories(Path.of("target/programs"))
                .resolve(Path.of(command[0]).getFileName() + "-" + System.nanoTime() + ".log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    static void end(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        flows.close();
    }
}
