package dev.flotilla.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.node.v1.Health;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitalsIT {
    @TempDir
    private Path data;

    @Test
    void measuresTheMachineOnWhichItRuns() {
        long self = ProcessHandle.current().pid();
        try (Vitals vitals = new Vitals(Proc.OF_THIS_MACHINE, data, () -> Optional.of(self), true, Clock.systemUTC())) {
            vitals.take();

            Health health = vitals.health();
            assertThat(health.getCpu()).isBetween(0.0, 1.0);
            assertThat(health.getMemoryUsedBytes()).isPositive().isLessThan(health.getMemoryBytes());
            assertThat(health.getDiskUsedBytes()).isPositive().isLessThan(health.getDiskBytes());
            assertThat(health.getAgentMemoryBytes()).isGreaterThan(10_000_000);
            assertThat(health.getEngineMemoryBytes()).isGreaterThan(10_000_000);
            assertThat(health.getEngineStartedAtMs()).isEqualTo(health.getAgentStartedAtMs());
            assertThat(health.getProblemsList()).noneMatch(problem -> problem.contains("engine"));
        }
    }

    @Test
    void doesNotWorryAboutAnEngineThatIsOnItsWay() {
        try (Vitals vitals = new Vitals(Proc.OF_THIS_MACHINE, data, Optional::empty, true, Clock.systemUTC())) {
            assertThat(vitals.health().getEngineStartedAtMs()).isZero();
            assertThat(vitals.health().getProblemsList()).noneMatch(problem -> problem.contains("engine"));
        }
    }

    @Test
    void takesAnInventory() {
        var inventory = Inventories.ofThisMachine(data, List.of("mroute"), Map.of("libsrt", "1.5.1"));

        assertThat(inventory.getKernel()).isNotEmpty();
        assertThat(inventory.getCpuCores()).isPositive();
        assertThat(inventory.getMemoryBytes()).isPositive();
        assertThat(inventory.getInterfacesList())
                .anyMatch(found -> found.getName().equals("lo"));
        assertThat(inventory.getRolesList()).containsExactly("mroute");
    }
}
