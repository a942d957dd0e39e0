package dev.flotilla.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void refusesAnIdOfAnotherKindAndNamesIt() {
        assertThatThrownBy(() -> new FlowId("node_0123456789abcdef"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flow id")
                .hasMessageContaining("node_0123456789abcdef");
    }

    @Test
    void refusesUpperCaseAndWrongLengths() {
        assertThatThrownBy(() -> new NodeId("node_0123456789ABCDEF")).hasMessageContaining("node id");
        assertThatThrownBy(() -> new NodeId("node_0123")).hasMessageContaining("node_0123");
    }

    @Test
    void makesIdsThatItAcceptsAndThatDiffer() {
        assertThat(new TenantId(TenantId.random().value()).value()).startsWith("tenant_");
        assertThat(FlowId.random()).isNotEqualTo(FlowId.random());
    }

    @Test
    void eventIdsSortByTimeAndAreVersion7() {
        EventId early = EventId.at(Instant.ofEpochMilli(1_700_000_000_000L));
        EventId late = EventId.at(Instant.ofEpochMilli(1_700_000_000_001L));

        assertThat(early.value()).isLessThan(late.value());
        assertThat(early.value()).startsWith("evt_018bcfe56800").hasSize(36);
        assertThat(early.value().charAt(16)).isEqualTo('7');
        assertThat("89ab").contains(early.value().substring(20, 21));
    }

    @Test
    void artifactHashesBeginWithTheirTime() {
        ArtifactHash hash = ArtifactHash.at(Instant.parse("2026-11-20T15:40:07Z"));

        assertThat(new ArtifactHash(hash.value()).value())
                .startsWith("20261120154007")
                .hasSize(30);
        assertThatThrownBy(() -> new ArtifactHash("../../etc")).hasMessageContaining("../../etc");
    }
}
