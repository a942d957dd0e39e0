package dev.flotilla.bench;

import dev.flotilla.bench.control.ControlBench;
import dev.flotilla.bench.foghorn.FoghornBench;
import dev.flotilla.bench.tool.Toolbox;
import dev.flotilla.bench.transport.TransportBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./flotilla bench NAME}: measures the product beside its peers, and says which goals it meets. */
final class Bench {
    private static final Set<String> NAMES = Set.of("transport", "foghorn", "control");
    private static final int USAGE = 2;
    private static final int DEFAULT_SECONDS = 4;
    private static final int DEFAULT_ROUNDS = 3;
    private static final Path SOURCES = Path.of("system-tests", "src", "main", "c");
    private static final Path TOOLS = Path.of("system-tests", "target", "bench");

    private final Set<String> only = new HashSet<>();
    private int seconds = DEFAULT_SECONDS;
    private int rounds = DEFAULT_ROUNDS;

    private Bench() {}

    public static void main(String... arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Logger.getLogger("dev.flotilla").setLevel(Level.WARNING);
        if (arguments.length == 0) {
            System.out.println("transport   the engine beside ffmpeg, srt-live-transmit and relays in C. Its cases:");
            TransportBench.list().forEach(line -> System.out.println("  " + line));
            System.out.println(
                    "foghorn     a viewer's redirect beside nginx's, with 2, 100 and 1,000 nodes, and the scorer"
                            + " alone");
            System.out.println(
                    "control     the control center with 1,000 tenants, 10,000 nodes and 100,000 streams; two replicas"
                            + " of it. Its cases:");
            System.out.println("  " + String.join("  ", ControlBench.PARTS));
            System.out.println("options: --only CASE[,CASE]  --seconds N (of each measurement)  --rounds N");
            return;
        }
        try {
            System.exit(new Bench().run(arguments) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("flotilla: " + e.getMessage() + "; ./flotilla bench lists what there is");
            System.exit(USAGE);
        }
    }

    private boolean run(String... arguments) throws IOException {
        String name = arguments[0];
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no benchmark '" + name + "'");
        }
        read(Arrays.asList(arguments).subList(1, arguments.length).iterator());
        System.out.printf(
                "%d processors, load %s, %d s each, %d rounds%n",
                Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
                seconds,
                rounds);
        return switch (name) {
            case "foghorn" ->
                FoghornBench.run(Files.createDirectories(TOOLS.toAbsolutePath()), seconds, rounds, System.out);
            case "control" -> control();
            default -> TransportBench.run(Toolbox.make(SOURCES, TOOLS), only, seconds, rounds, System.out);
        };
    }

    private boolean control() throws IOException {
        Path tools = Files.createDirectories(TOOLS.toAbsolutePath());
        return ControlBench.run(
                Files.createTempDirectory(tools, "control-"),
                tools.resolve("postgresql"),
                Path.of(System.getProperty("flotilla.control.jar")),
                only,
                seconds,
                System.out);
    }

    private void read(Iterator<String> arguments) {
        while (arguments.hasNext()) {
            String option = arguments.next();
            if (!arguments.hasNext()) {
                throw new IllegalArgumentException("option '" + option + "' needs a value");
            }
            String value = arguments.next();
            switch (option) {
                case "--only" -> only.addAll(Arrays.asList(value.split(",", -1)));
                case "--seconds" -> seconds = number(option, value);
                case "--rounds" -> rounds = number(option, value);
                default -> throw new IllegalArgumentException("there is no option '" + option + "'");
            }
        }
    }

    private static int number(String option, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("option " + option + " must be a positive number, not '" + value + "'");
    }
}
