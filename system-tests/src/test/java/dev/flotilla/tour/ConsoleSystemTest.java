package dev.flotilla.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tour.center.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's own tests: of its parts alone, and in a real Chromium on the running product. */
@ExtendWith(RunningFleet.class)
class ConsoleSystemTest {
    private static final Path CONSOLE =
            Path.of("..", "control-center", "console").toAbsolutePath().normalize();

    @Test
    void itsPartsWork() throws Exception {
        npm(Map.of(), "test");
    }

    /** Screenshots are left in {@code control-center/target/screenshots}. */
    @Test
    void anOperatorWalksThroughItInChromium(Fleet fleet) throws Exception {
        npm(on(fleet), "run", "e2e");
    }

    /** Each screen in each theme at each width. */
    @Test
    @Tag("long")
    void everyScreenHoldsInEveryLook(Fleet fleet) throws Exception {
        Map<String, String> environment = new HashMap<>(on(fleet));
        environment.put("FLOTILLA_EVERY_LOOK", "true");
        npm(environment, "run", "e2e");
    }

    private static Map<String, String> on(Fleet fleet) {
        return Map.of(
                "FLOTILLA_CONSOLE_URL", fleet.console().toString(),
                "FLOTILLA_PASSWORD_FILE", fleet.passwordFile().toString());
    }

    private static void npm(Map<String, String> environment, String... arguments) throws Exception {
        Path log = Path.of("target", "console-" + arguments[arguments.length - 1] + ".log");
        var builder = new ProcessBuilder("npm").directory(CONSOLE.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(15, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(() -> "npm " + String.join(" ", arguments) + " failed:\n" + lastOf(log))
                .isTrue();
    }

    private static String lastOf(Path log) {
        try {
            String text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - 6_000));
        } catch (IOException e) {
            return log + " cannot be read: " + e.getMessage();
        }
    }
}
