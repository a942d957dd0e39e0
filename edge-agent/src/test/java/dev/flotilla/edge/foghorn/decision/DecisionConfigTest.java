package dev.flotilla.edge.foghorn.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.foghorn.TestConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionConfigTest {
    private static final String KEY = "flotilla.foghorn.decisions.unknown-streams";

    @Test
    void deniesAsShippedAndKeepsWhenTold() {
        assertThat(TestConfig.read(DecisionConfig.class, Map.of()).unknownStreams())
                .isEqualTo(DecisionConfig.Unknown.DENY);
        assertThat(TestConfig.read(DecisionConfig.class, Map.of(KEY, "keep")).unknownStreams())
                .isEqualTo(DecisionConfig.Unknown.KEEP);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> TestConfig.read(DecisionConfig.class, Map.of(KEY, "perhaps")))
                .hasMessageContaining(KEY);
    }
}
