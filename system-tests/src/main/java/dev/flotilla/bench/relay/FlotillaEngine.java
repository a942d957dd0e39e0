package dev.flotilla.bench.relay;

import dev.flotilla.bench.tool.Toolbox;
import dev.flotilla.edge.engine.link.EngineFault;
import dev.flotilla.edge.engine.link.EngineLaunch;
import dev.flotilla.edge.engine.link.EngineLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Our engine, started as the agent starts it.
 *
 * @param holdMs how long outputs may hold packets
 * @param options of its virtual machine, after those that the agent gives
 */
public record FlotillaEngine(int holdMs, List<String> options) implements Contender {
    /** What the agent gives its engine unless it is configured otherwise. */
    private static final long HEAP_BYTES = 64 << 20;

    private static final int START_SECONDS = 20;
    private static final int END_SECONDS = 10;

    public FlotillaEngine {
        options = List.copyOf(options);
    }

    /** The engine as it is, with outputs that hold packets for so long. */
    public static FlotillaEngine holding(int ms) {
        return new FlotillaEngine(ms, List.of());
    }

    /** The same with one more option. */
    public FlotillaEngine with(String option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new FlotillaEngine(holdMs, more);
    }

    @Override
    public String name() {
        return "engine, " + holdMs + " ms";
    }

    @Override
    public boolean keepsDatagrams() {
        return true;
    }

    @Override
    public Relay start(Job job, Toolbox toolbox) throws IOException {
        Path data = Files.createTempDirectory("flotilla-bench-");
        EngineLaunch launch = launch(data);
        var isThere = new CountDownLatch(1);
        var link = new EngineLink(launch, greeting -> isThere.countDown());
        link.start();
        try {
            if (!isThere.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the engine did not start; its log is " + launch.log());
            }
            for (int i = 0; i < job.flows(); i++) {
                link.apply(Specifications.flow(job, i, holdMs));
            }
            return new Running(link, data, link.pid().orElseThrow());
        } catch (EngineFault e) {
            link.shutdown();
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private EngineLaunch launch(Path data) {
        EngineLaunch launch =
                EngineLaunch.ofJar(data, HEAP_BYTES, Path.of(System.getProperty("flotilla.edge.jar", "")));
        var command = new ArrayList<>(launch.command());
        command.addAll(Math.max(1, command.indexOf("-jar")), options);
        return new EngineLaunch(launch.socket(), launch.log(), command);
    }

    private record Running(EngineLink link, Path data, long pid) implements Relay {
        @Override
        public List<Long> processes() {
            return List.of(pid);
        }

        @Override
        public void close() {
            var process = ProcessHandle.of(pid);
            link.shutdown();
            process.ifPresent(Running::awaitEnd);
            try (Stream<Path> files = Files.list(data)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void awaitEnd(ProcessHandle engine) {
            engine.onExit()
                    .orTimeout(END_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> {
                        engine.destroyForcibly();
                        return engine;
                    })
                    .join();
        }
    }
}
