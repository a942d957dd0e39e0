package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    @Test
    void leavesAloneWhatRunsAsItShould() {
        FlowSpec flow = spec(1, "a", true);
        assertThat(Reconciliation.of(List.of(flow), Map.of(id(1), flow)).isEmpty())
                .isTrue();
    }

    @Test
    void removesWhatIsStoppedOrUnknownAndAppliesWhatIsMissingOrDifferent() {
        Reconciliation plan = Reconciliation.of(
                List.of(spec(1, "new", true), spec(2, "changed", true), spec(3, "stopped", false)),
                Map.of(id(2), spec(2, "old", true), id(3), spec(3, "stopped", true), id(4), spec(4, "foreign", true)));
        assertThat(plan.remove()).containsExactlyInAnyOrder(id(3), id(4));
        assertThat(plan.apply()).containsExactly(spec(1, "new", true), spec(2, "changed", true));
    }

    @Test
    void leadsToExactlyWhatIsWanted() {
        Seeded.check(random -> leads(byId(flows(random)), byId(flows(random))));
    }

    private static void leads(Map<FlowId, FlowSpec> wish, Map<FlowId, FlowSpec> engine) {
        Reconciliation plan = Reconciliation.of(wish.values(), engine);
        plan.remove().forEach(engine::remove);
        plan.apply().forEach(flow -> engine.put(new FlowId(flow.getId()), flow));
        wish.values().removeIf(flow -> !flow.getRunning());
        assertThat(engine).isEqualTo(wish);
        assertThat(Reconciliation.of(wish.values(), engine).isEmpty()).isTrue();
    }

    private static List<FlowSpec> flows(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> spec(random.nextInt(1, 7), random.nextBoolean() ? "a" : "b", random.nextInt(3) > 0))
                .toList();
    }

    private static Map<FlowId, FlowSpec> byId(List<FlowSpec> flows) {
        Map<FlowId, FlowSpec> byId = new LinkedHashMap<>();
        flows.forEach(flow -> byId.put(new FlowId(flow.getId()), flow));
        return new HashMap<>(byId);
    }

    private static FlowId id(int number) {
        return new FlowId("flow_%016x".formatted(number));
    }

    private static FlowSpec spec(int number, String name, boolean running) {
        return FlowSpec.newBuilder()
                .setId(id(number).value())
                .setName(name)
                .setRunning(running)
                .build();
    }
}
