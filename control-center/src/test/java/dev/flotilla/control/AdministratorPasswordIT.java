package dev.flotilla.control;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.access.AdministratorPassword;
import dev.flotilla.control.database.CannotStart;
import dev.flotilla.control.database.Preparation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorPasswordIT {
    @Test
    void isNotResetBeforeTheFirstStart(@TempDir Path data) {
        String programs = Path.of("target", "postgresql").toAbsolutePath().toString();
        try (Launch launch = Launch.prepare(
                LaunchConfig.of(Map.of("flotilla.data", data.toString(), "flotilla.database.programs", programs)))) {
            assertThatThrownBy(() -> Preparation.inTransaction(launch.jobs(), AdministratorPassword::reset))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("start the control center once");
        }
    }
}
