package dev.flotilla.tour;

import dev.flotilla.tour.center.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One fleet for all system tests of a run, started by {@code ./flotilla up --detach} with data and ports of its own, and ended
 * after the last test. Its logs stay in {@code target/fleet/log}.
 */
final class RunningFleet implements ParameterResolver {
    private static final int PORT_OFFSET = 1_300;
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

    private static Running start() {
        try {
            return new Running();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the first test that asks for a fleet to the last test of the run. */
    private static final class Running implements AutoCloseable {
        private final Fleet fleet = new Fleet(HOME, PORT_OFFSET, SCRIPT);

        Running() throws IOException {
            fleet.flotilla(LOG, "down");
            fleet.flotilla(LOG, "up", "--detach", "--no-build", "--yes");
        }

        @Override
        public void close() throws IOException {
            fleet.flotilla(LOG, "down");
        }
    }
}
