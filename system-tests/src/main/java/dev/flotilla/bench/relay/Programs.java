package dev.flotilla.bench.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A relay that consists of other people's programs. */
final class Programs implements Relay {
    private final List<Process> running = new ArrayList<>();
    private final List<AutoCloseable> others = new ArrayList<>();
    private final List<Long> otherProcesses = new ArrayList<>();

    /** Starts one more. What it writes is thrown away: a full pipe would stop it. */
    void start(List<String> command) throws IOException {
        running.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Takes a process that was started elsewhere. */
    void add(long pid, AutoCloseable owner) {
        otherProcesses.add(pid);
        others.add(owner);
    }

    @Override
    public List<Long> processes() {
        var all = new ArrayList<>(otherProcesses);
        running.forEach(process -> all.add(process.pid()));
        return all;
    }

    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
        running.forEach(process -> process.onExit().join());
        for (AutoCloseable other : others) {
            try {
                other.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of a relay does not end", e);
            }
        }
    }
}
