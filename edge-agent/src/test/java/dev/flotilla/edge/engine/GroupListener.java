package dev.flotilla.edge.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Hears a multicast group on the loopback by a program in C, which sees what Java does not show: hops and code points. */
final class GroupListener implements AutoCloseable {
    private static final Path SOURCE = Path.of("src/test/c/hear-group.c");

    private final Path heard;
    private final Process process;

    private GroupListener(Path heard, Process process) {
        this.heard = heard;
        this.process = process;
    }

    /** Joins the group, and returns when it has. */
    static GroupListener join(String group, int port) throws Exception {
        Path folder = Files.createTempDirectory("hear-group");
        Path program = folder.resolve("hear-group");
        Process compiler = new ProcessBuilder("cc", "-o", program.toString(), SOURCE.toString())
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException("cc cannot compile " + SOURCE);
        }
        Path heard = folder.resolve("heard");
        Process process = new ProcessBuilder(program.toString(), group, Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(heard.toFile())
                .start();
        var listener = new GroupListener(heard, process);
        Await.until("the group is joined", () -> Files.readString(heard).startsWith("joined\n"));
        return listener;
    }

    /** How each datagram came: "ttl 1 dscp 0 bytes 1316". */
    List<String> heard() throws Exception {
        String text = Files.readString(heard);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(1).toList();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        for (String name : List.of("heard", "hear-group", "")) {
            Files.delete(heard.resolveSibling(name));
        }
    }
}
