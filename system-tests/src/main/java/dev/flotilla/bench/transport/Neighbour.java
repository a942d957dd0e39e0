package dev.flotilla.bench.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A virtual machine of the size of the agent's that makes 100 MB of garbage per second, in a process of its own. */
final class Neighbour implements AutoCloseable {
    private static final List<String> LIKE_THE_AGENT = List.of("-Xmx96m", "-XX:+UseSerialGC");
    private static final int PIECE_BYTES = 10_000;
    private static final int PIECES_PER_MS = 10;
    private static final int LIVING_PIECES = 4_000;

    private final Process process;

    private Neighbour(Process process) {
        this.process = process;
    }

    static Neighbour start() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LIKE_THE_AGENT);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Neighbour.class.getName()));
        return new Neighbour(new ProcessBuilder(command).inheritIO().start());
    }

    /** Fails unless it is there still. */
    void check() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the neighbour has ended");
        }
    }

    /** Makes garbage until it is killed; some of it lives for a while. */
    public static void main(String... arguments) {
        var living = new ArrayDeque<byte[]>();
        long nextNs = System.nanoTime();
        while (true) {
            for (int i = 0; i < PIECES_PER_MS; i++) {
                living.add(new byte[PIECE_BYTES]);
                if (living.size() > LIVING_PIECES) {
                    living.remove();
                }
            }
            nextNs += 1_000_000;
            LockSupport.parkNanos(nextNs - System.nanoTime());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
