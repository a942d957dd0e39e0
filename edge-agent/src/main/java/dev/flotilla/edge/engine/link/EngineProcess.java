package dev.flotilla.edge.engine.link;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The engine's process: the one that this agent started, or that an earlier agent left. It leaves the session by itself. */
final class EngineProcess {
    private static final System.Logger LOG = System.getLogger(EngineProcess.class.getName());
    private static final Duration DEATH_DEADLINE = Duration.ofSeconds(5);

    private final EngineLaunch launch;
    private final EngineLog log;
    private @Nullable Process process;

    EngineProcess(EngineLaunch launch) {
        this.launch = launch;
        this.log = new EngineLog(launch.log());
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    void start() throws IOException {
        log.bound();
        process = new ProcessBuilder(launch.command())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(launch.log().toFile()))
                .start();
    }

    /** Keeps what the engine prints within its bound, also of one that was adopted. */
    void boundLog() {
        try {
            log.bound();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "engine: {0} cannot be copied before it is emptied: {1}", launch.log(), e);
        }
    }

    /** Ends an engine that does not answer, whoever started it, and waits until it is gone. */
    void kill() throws InterruptedException {
        Process child = process;
        Stream<ProcessHandle> started = child == null ? Stream.empty() : Stream.of(child.toHandle());
        List<ProcessHandle> engines = Stream.concat(
                        started, ProcessHandle.allProcesses().filter(this::servesOurSocket))
                .distinct()
                .toList();
        for (ProcessHandle engine : engines) {
            engine.destroyForcibly();
            try {
                var _ = engine.onExit().get(DEATH_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException stuck) {
                LOG.log(Level.ERROR, "engine: process {0} does not even end when it is killed", engine.pid());
            }
        }
    }

    /** By its command line, for a process id alone may belong to anybody by now. */
    private boolean servesOurSocket(ProcessHandle candidate) {
        try {
            String line = Files.readString(
                    Path.of("/proc", Long.toString(candidate.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
            return Stream.of(line.split("\0", -1))
                    .anyMatch(
                            new String(
                                    launch.socketArgument().getBytes(StandardCharsets.UTF_8),
                                    StandardCharsets.ISO_8859_1)::equals);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }
}
