package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One fleet for all system tests of a run, started by {@code ./flotilla up --detach} with data and ports of its own, and ended
 * after the last test. Its logs stay in {@code target/fleet/log}.
 */
final class RunningFleet implements ParameterResolver {
    private static final int[] PORTS = {8080, 18000, 18001, 18006, 18007, 18008, 18019, 18443};
    private static final Path SCRIPT =
            Path.of("..", "flotilla").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target", "fleet").toAbsolutePath();
    private static final Path LOG = Path.of("target", "fleet.log").toAbsolutePath();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Fleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store =
                context.getRoot().getStore(ExtensionContext.Namespace.create(RunningFleet.class));
        return store.computeIfAbsent(Running.class, key -> start(), Running.class).fleet;
    }

    /** Another run of these tests may be under way on this machine. */
    private static int freeOffset() {
        return IntStream.iterate(1_300, offset -> offset < 8_000, offset -> offset + 100)
                .filter(offset -> IntStream.of(PORTS).allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports for a fleet"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    private static void forgetEarlierRuns() throws IOException {
        List<Path> files = List.of();
        if (Files.exists(HOME)) {
            try (Stream<Path> all = Files.walk(HOME)) {
                files = all.sorted(Comparator.reverseOrder()).toList();
            }
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static Running start() {
        try {
            return new Running();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the first test that asks for a fleet to the last test of the run. */
    private static final class Running implements AutoCloseable {
        private final Fleet fleet = new Fleet(HOME, freeOffset(), SCRIPT);

        Running() throws IOException {
            fleet.flotilla(LOG, "down");
            forgetEarlierRuns();
            fleet.flotilla(LOG, "up", "--detach", "--no-build", "--yes");
        }

        @Override
        public void close() throws IOException {
            fleet.flotilla(LOG, "down");
        }
    }
}
